"""Emails and phones: validated, one primary each, masked for those who may not read them."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.customers.models import Email, Phone
from tests.conftest import HTMX
from tests.factories import make_customer, writing


@pytest.fixture
def path(app):
    with writing():
        return f"/customers/{make_customer().id}"


def kept(model):
    with unrestricted("a test looks") as session:
        return session.scalars(select(model).order_by(model.id)).all()


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
