"""Who may edit which fact where it stands, and who learns of none."""

import pytest

from tests.customers.conftest import SECRET
from tests.factories import make_role, writing


@pytest.mark.parametrize("level", ["view", "masked", "hidden"])
def test_a_field_that_is_not_theirs_to_edit_has_no_handle(sign_in, ada, level):
    with writing():
        role = make_role(
            {"customers": {"read": "all", "edit": "all"}}, customers__tax_id=level, customers__notes="view"
        )
    client = sign_in(role)
    page, value = client.get(f"/customers/{ada}").text, client.get(f"/customers/{ada}/facts/tax_id").text
    assert "/facts/job_title/edit" in page
    assert "/facts/notes/edit" not in page
    for text in (page, value):
        assert "/facts/tax_id/edit" not in text
        assert (SECRET in text) is (level == "view")
    status = 404 if level == "hidden" else 403
    assert client.get(f"/customers/{ada}/facts/tax_id/edit").status_code == status
    assert client.post(f"/customers/{ada}/facts/tax_id", data={"tax_id": "x"}).status_code == status


def test_a_hidden_fact_answers_as_one_that_is_none(sign_in, ada):
    with writing():
        role = make_role({"customers": {"read": "all", "edit": "all"}}, customers__tax_id="hidden")
    client = sign_in(role)
    for end in ("", "/edit"):
        hidden, none = (client.get(f"/customers/{ada}/facts/{fact}{end}") for fact in ("tax_id", "no_such"))
        assert (hidden.status_code, hidden.text) == (none.status_code, none.text.replace("no_such", "tax_id"))


def test_records_that_are_not_theirs_have_no_handles(sign_in, ada):
    with writing():
        role = make_role({"customers": {"read": "all", "edit": "own"}})
    client = sign_in(role)
    assert "/facts/" not in client.get(f"/customers/{ada}").text
    assert client.get(f"/customers/{ada}/facts/name/edit").status_code == 403
    assert client.post(f"/customers/{ada}/facts/name", data={"name": "x"}).status_code == 403


def test_who_may_not_know_companies_learns_of_none(sign_in, ada):
    with writing():
        role = make_role({"customers": {"read": "all", "edit": "all"}}, companies__name="hidden")
    client = sign_in(role)
    assert client.get(f"/customers/{ada}/facts/company_name").status_code == 404
    assert client.get(f"/customers/{ada}/facts/company_name/edit").status_code == 404
    assert client.post(f"/customers/{ada}/facts/company_name", data={"company_name": "x"}).status_code == 404
