"""Segments in the browser: built step by step, saved, shared, copied, asked why, compared, filtered by."""

import pytest
from sqlalchemy import select

from contacts.segments.models import Segment
from contacts.views.models import Sharing
from tests.conftest import HTMX
from tests.factories import found, make_role, writing

LEADS = {"conditions-0-0-field": "customers.status", "conditions-0-0-asks": "any_of", "conditions-0-0-value": "lead"}


def saved(client, name="Leads", sharing="private", **more):
    """The address of a segment of everybody who is a lead."""
    answer = client.post("/segments", data={"name": name, "sharing": sharing, **LEADS, **more})
    assert answer.status_code == 303
    return answer.location


def test_it_is_built_and_shown(client, customers):
    page = client.get(saved(client)).text
    assert "1 customer" in page
    assert "Status is one of Lead" in page
    assert "Ada" in page
    assert "Berta" not in page
    assert "Leads" in client.get("/segments").text


def test_its_customers_are_a_filter_of_the_list(client, customers):
    id = saved(client).rpartition("/")[2]
    rows = client.get(f"/customers?segment={id}").text
    assert "Ada" in rows
    assert "Berta" not in rows
    assert "Berta" in client.get("/customers").text


@pytest.mark.parametrize("value", ["0", "99999", "x", "9" * 30, "\0"])
def test_a_segment_that_there_is_not_is_no_filter_that_breaks(client, customers, value):
    assert client.get("/customers", query_string={"segment": value}).status_code == 200


def test_a_draft_grows_and_shrinks_and_keeps_nothing(client, customers):
    both = client.post("/segments/draft", data={**LEADS, "do": "add-0"}).text
    assert 'name="conditions-0-1-field"' in both
    assert "1 customer" in both
    more = client.post("/segments/draft", data={**LEADS, "do": "group"}).text
    assert 'name="conditions-1-0-field"' in more
    less = client.post("/segments/draft", data={**LEADS, "do": "drop-0-0"}).text
    assert 'value="customers.status" selected' not in less
    assert found(select(Segment.id)) == []


def test_the_piece_is_the_same_as_in_the_page(client, customers):
    whole = client.post("/segments/draft", data=LEADS).text
    piece = client.post("/segments/draft", data=LEADS, headers=HTMX).text
    assert piece.strip().startswith('<div id="draft"')
    assert piece.strip() in whole


def test_another_field_asks_another_question(client, customers):
    changed = {**LEADS, "conditions-0-0-field": "customers.created_at"}
    page = client.post("/segments/draft", data=changed).text
    assert "is in the last … days" in page
    assert "Give a number of days" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose at least one condition."),
        ({**LEADS, "name": ""}, "name"),
        ({**LEADS, "conditions-0-0-value": "nonsense"}, "Choose at least one of what is offered."),
        ({**LEADS, "conditions-0-0-field": "customers.nonsense"}, "does not read"),
        ({**LEADS, "conditions-0-match": "some"}, "how the conditions go together"),
        ({**LEADS, "conditions-0-0-asks": "within"}, "cannot be asked this"),
        ({**LEADS, "sharing": "world"}, 'class="err"'),
    ],
)
def test_what_is_wrong_is_said_and_kept(client, customers, sent, sentence):
    answer = client.post("/segments", data={"name": "Typed", "sharing": "private", **sent})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert sent.get("name", "Typed") in answer.text
    assert found(select(Segment.id)) == []


def test_an_edit_changes_it_and_an_old_one_conflicts(client, customers):
    at = saved(client)
    changed = {**LEADS, "conditions-0-0-value": "active", "name": "Active", "sharing": "private"}
    assert 'value="lead" selected' in client.get(f"{at}/edit").text
    assert client.post(at, data={**changed, "version": "1"}).status_code == 303
    assert "Berta" in client.get(at).text
    conflict = client.post(at, data={**changed, "name": "Third", "version": "1"})
    assert conflict.status_code == 409
    assert "Third" in conflict.text
    assert "Active" in conflict.text


def test_it_never_asks_about_itself(client, customers):
    at = saved(client)
    id = at.rpartition("/")[2]
    itself = {"conditions-0-0-field": "segments.member", "conditions-0-0-asks": "any_of", "conditions-0-0-value": id}
    answer = client.post(at, data={"name": "Leads", "sharing": "private", "version": "1", **itself})
    assert answer.status_code == 422
    assert "circle" in answer.text


def test_a_private_one_is_its_owner_s_alone(client, sign_in, customers):
    at, shared = saved(client), saved(client, "Shared", Sharing.EVERYONE)
    other = sign_in("sales rep")
    assert other.get(at).status_code == 404
    assert "Leads" not in other.get("/segments").text
    assert other.get(shared).status_code == 200
    assert other.post(shared, data={"name": "x"}).status_code == 403
    assert other.post(f"{shared}/delete").status_code == 403
    assert other.post(f"{at}/copy").status_code == 404


def test_a_copy_is_one_s_own(client, sign_in, customers):
    shared = saved(client, "Shared", Sharing.EVERYONE)
    other = sign_in("sales rep")
    copied = other.post(f"{shared}/copy").location
    assert "Copy of Shared" in other.get(copied).text
    assert other.get(f"{copied}/edit").status_code == 200
    assert client.get(copied).status_code == 404


def test_a_deleted_one_comes_back(app, client, customers):
    at = saved(client)
    assert client.post(f"{at}/delete").status_code == 303
    assert client.get(at).status_code == 404
    operation = max(found(select(Segment.__table__.metadata.tables["operations"].c.id)))
    assert client.post(f"/history/{operation}/undo").status_code == 303
    assert client.get(at).status_code == 200


def test_it_says_why_somebody_is_in_and_why_not(client, customers):
    at, (ada, berta) = saved(client), customers
    assert "Ada is in this segment." in client.get(f"{at}?customer={ada}").text
    assert "Berta is not in this segment." in client.get(f"{at}?customer={berta}").text
    assert client.get(f"{at}?customer=99999").status_code == 404
    assert f'href="{at}?customer={berta}"' in client.get(f"{at}?who=ber").text
    assert "No customer fits" in client.get(f"{at}?who=zzz").text


def test_two_are_compared(client, customers):
    everybody = {"conditions-0-0-field": "customers.name", "conditions-0-0-asks": "given", "conditions-0-0-value": ""}
    at = saved(client)
    other = client.post("/segments", data={"name": "Everybody", "sharing": "private", **everybody}).location
    page = client.get(f"{at}?other={other.rpartition('/')[2]}").text
    assert "In both" in page
    assert "Only in “Everybody”" in page


def test_a_role_that_may_not_read_a_field_gets_no_count_made_of_it(client, sign_in, customers):
    at = saved(client, "Shared", Sharing.EVERYONE)
    with writing():
        role = make_role({"customers": {"read": "all"}}, customers__status="hidden")
    other = sign_in(role)
    page = other.get(at).text
    assert "does not read" in page
    assert "1 customer" not in page
    assert "Lead is" not in page
    id = at.rpartition("/")[2]
    assert other.get(f"/customers?segment={id}").text.count("Berta") == other.get("/customers").text.count("Berta")


def test_who_may_not_read_customers_may_not_ask_about_them(sign_in):
    with writing():
        role = make_role({"tasks": {"read": "all"}})
    other = sign_in(role)
    assert other.get("/segments").status_code == 403
    assert other.post("/segments", data=LEADS).status_code == 403


def test_other_methods_are_refused(client):
    assert client.get("/segments/draft").status_code == 405
    assert client.delete("/segments").status_code == 405


def test_the_pages_ask_little(client, customers, count_queries):
    at = saved(client)
    for path, most in (("/segments", 4), (at, 8), (f"{at}/edit", 6), ("/segments/new", 3)):
        client.get(path)
        with count_queries() as queries:
            client.get(path)
        assert len(queries) <= most, (path, queries)
