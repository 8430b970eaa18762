"""Emails and phones: validated, one primary each, masked for those who may not read them."""

import pytest
from sqlalchemy import select

from contacts.customers.models import Email, Phone
from tests.conftest import HTMX
from tests.factories import found, make_customer, make_role, writing


@pytest.fixture
def path(app):
    with writing():
        return f"/customers/{make_customer().id}"


def kept(model):
    return found(select(model).order_by(model.id))


def test_a_phone_is_kept_as_typed_and_as_e164(sign_in, path):
    client = sign_in("support")
    client.post(f"{path}/phones", data={"value": "030 901820"})
    client.post(f"{path}/phones", data={"value": "12345 x7"})
    assert [(phone.value, phone.e164, phone.is_primary) for phone in kept(Phone)] == [
        ("030 901820", "+4930901820", True),
        ("12345 x7", None, False),
    ]


def test_an_email_is_folded_and_another_becomes_primary(sign_in, path):
    client = sign_in("sales rep")
    client.post(f"{path}/emails", data={"value": "Ada@Example.COM"})
    client.post(f"{path}/emails", data={"value": "b@example.com", "is_primary": "y"})
    assert [(email.folded, email.is_primary) for email in kept(Email)] == [
        ("ada@example.com", False),
        ("b@example.com", True),
    ]
    client.post(f"{path}/emails/{kept(Email)[1].id}/delete")
    assert [email.is_primary for email in kept(Email)] == [True]


@pytest.mark.parametrize(
    ("kind", "value"), [("emails", "no at sign"), ("phones", "ring me"), ("emails", ""), ("phones", "x" * 300)]
)
def test_bad_input(sign_in, path, kind, value):
    response = sign_in("manager").post(f"{path}/{kind}", data={"value": value, "label": "Work"}, headers=HTMX)
    assert response.status_code == 422
    assert 'id="value-error"' in response.text
    assert 'value="Work"' in response.text
    assert kept(Email) == kept(Phone) == []


def test_edit_and_stale(sign_in, path):
    client = sign_in("manager")
    client.post(f"{path}/emails", data={"value": "a@example.com"})
    url = f"{path}/emails/{kept(Email)[0].id}"
    assert "a@example.com" in client.get(f"{url}/edit").text
    assert client.post(url, data={"value": "c@example.com", "version": 1}).status_code == 303
    assert client.post(url, data={"value": "d@example.com", "version": 1}).status_code == 409
    assert kept(Email)[0].folded == "c@example.com"


def test_a_reader_sees_masks_only(sign_in, path):
    sign_in("manager").post(f"{path}/emails", data={"value": "amara@example.com"})
    text = sign_in("read-only").get(path).text
    assert "amara@" not in text
    assert "a••••@example.com" in text


def test_refused_unknown_and_wrong(sign_in, path):
    assert sign_in("read-only").post(f"{path}/emails", data={"value": "a@example.com"}).status_code == 403
    client = sign_in("manager")
    assert client.get(f"{path}/emails/99/edit").status_code == 404
    assert client.get(f"{path}/faxes").status_code == 404
    assert client.get(f"{path}/emails/1/delete").status_code == 405


def test_unticking_the_primary_leaves_it_primary(sign_in, path):
    client = sign_in("manager")
    for value in ("a@example.com", "b@example.com"):
        client.post(f"{path}/emails", data={"value": value})
    client.post(f"{path}/emails/{kept(Email)[0].id}", data={"value": "a@example.com", "version": 1})
    assert [email.is_primary for email in kept(Email)] == [True, False]


@pytest.mark.parametrize(
    ("kind", "first", "again"),
    [
        ("emails", "Ada@Example.com", "ada@example.COM"),
        ("phones", "030 901820", "+49 30 90 18 20"),
        ("phones", "12x345", "12x345"),
    ],
)
def test_the_same_twice_is_refused(sign_in, path, kind, first, again):
    client = sign_in("manager")
    assert client.post(f"{path}/{kind}", data={"value": first}).status_code == 303
    response = client.post(f"{path}/{kind}", data={"value": again})
    assert response.status_code == 422
    assert "This is there already." in response.text
    assert len(kept(Email) + kept(Phone)) == 1


def test_another_is_made_the_one_to_use(sign_in, path):
    client = sign_in("support")
    for value in ("a@example.com", "b@example.com"):
        client.post(f"{path}/emails", data={"value": value})
    url = f"{path}/emails/{kept(Email)[1].id}/primary"
    assert f'action="{url}"' in client.get(path).text
    response = client.post(url, headers=HTMX)
    assert response.text.lstrip().startswith('<section id="contacts"')
    assert "Undo" in response.text
    assert [email.is_primary for email in kept(Email)] == [False, True]
    assert f'action="{url}"' not in client.get(path).text


def test_only_those_who_may_make_another_the_one_to_use(sign_in, path):
    client = sign_in("manager")
    client.post(f"{path}/emails", data={"value": "a@example.com"})
    url = f"{path}/emails/{kept(Email)[0].id}/primary"
    assert sign_in("read-only").post(url).status_code == 403
    assert client.get(url).status_code == 405
    assert client.post(f"{path}/emails/99/primary").status_code == 404
    assert client.post(url.replace("emails", "phones")).status_code == 404
    with writing():
        other = make_customer("Other").id
    assert client.post(url.replace(path, f"/customers/{other}")).status_code == 404


def test_a_row_says_what_can_be_done_with_it(sign_in, path):
    client = sign_in("manager")
    client.post(f"{path}/phones", data={"value": "030 901820", "label": "Work"})
    client.post(f"{path}/emails", data={"value": "ada@example.com"})
    text = client.get(path).text
    assert 'href="tel:+4930901820"' in text
    assert 'href="mailto:ada@example.com"' in text
    assert 'aria-label="Actions for +49 30 901820"' in text
    reader = sign_in("read-only").get(path).text
    assert "Actions for" not in reader
    assert "mailto:" not in reader
    assert "tel:" not in reader


def test_the_form_stands_where_the_row_was(sign_in, path):
    client = sign_in("manager")
    for number in range(7):
        client.post(f"{path}/emails", data={"value": f"ada{number}@example.com"})
    text = client.get(f"{path}/emails/{kept(Email)[6].id}/edit", headers=HTMX).text
    assert "2 more" in text
    assert '<details class="rest" open>' in text
    assert text.index("ada5@") < text.index('value="ada6@example.com"')
    first = client.get(f"{path}/emails/{kept(Email)[0].id}/edit", headers=HTMX).text
    assert '<details class="rest">' in first
    assert first.index('value="ada0@example.com"') < first.index("ada1@")


def test_a_role_edits_the_fields_it_may(sign_in, path):
    sign_in("manager").post(f"{path}/emails", data={"value": "ada@example.com"})
    everything = {verb: "all" for verb in ("create", "read", "edit")}
    with writing():
        role = make_role(
            {"customers": {"read": "all"}, "contacts": everything}, emails__value="view", emails__folded="view"
        )
    client, url = sign_in(role), f"{path}/emails/{kept(Email)[0].id}"
    assert 'name="value"' not in client.get(f"{url}/edit").text
    assert client.post(url, data={"value": "x@example.com", "label": "Work", "version": 1}).status_code == 303
    assert [(email.value, email.label) for email in kept(Email)] == [("ada@example.com", "Work")]
    assert client.post(f"{path}/emails", data={"value": "x@example.com"}).status_code == 403


@pytest.mark.parametrize("kind", ["emails", "phones"])
@pytest.mark.parametrize(
    "value", ["a\0@example.com 123", "\u202e123", "1" * 61 + "@" + "x" * 300, "<script>", "@", "1" * 200]
)
def test_what_cannot_be_kept_is_said(sign_in, path, kind, value):
    response = sign_in("manager").post(f"{path}/{kind}", data={"value": value}, headers=HTMX)
    assert response.status_code == 422
    assert 'id="value-error"' in response.text
    assert "<script>" not in response.text
    assert kept(Email) == kept(Phone) == []
