"""Whatever can be masked is, wherever it stands, and the plain value is on no page until somebody reveals it."""

import re
from datetime import date

import pytest

from contacts.access import rights_of
from contacts.customers.contact_points import save
from contacts.customers.models import Customer, Email, Phone
from contacts.db import Money, db
from contacts.history import begin
from tests.conftest import HTMX
from tests.factories import make_customer, make_role, writing

# field: (the value, the mask, how the value would read)
FIELDS = {
    "customers.birth_date": (date(1987, 11, 23), "•• ••• 1987", "23 Nov"),
    "customers.tax_id": ("DE811907980", "•••• 7980", "DE8119"),
    "customers.bank_account": ("CH9300762011623852957", "•••• 2957", "CH9300"),
    "customers.credit_limit": (Money(1234500, "EUR"), "••••", "12,345"),
    "emails.value": ("ada.byron@work.example", "a••••@work.example", "ada.byron"),
    "phones.value": ("+49 30 901820", "•••• 1820", "90182"),
}
WORK = {"create": "all", "read": "all", "edit": "all", "delete": "all"}
MASKED = {field.replace(".", "__"): "masked" for field in FIELDS}


@pytest.fixture
def role(app):
    with writing():
        name = make_role(
            {kind: WORK for kind in ("customers", "companies", "contacts")},
            **MASKED,
            emails__folded="masked",
            phones__e164="masked",
        )
    yield name
    rights_of.cache_clear()


@pytest.fixture
def ada(app):
    own = {name.partition(".")[2]: FIELDS[name][0] for name in FIELDS if name.startswith("customers")}
    with writing():
        id = make_customer(**own).id
        save(db.session.get(Customer, id), Email(), value=FIELDS["emails.value"][0])
        save(db.session.get(Customer, id), Phone(), value=FIELDS["phones.value"][0])
    return id


def plain_in(text):
    return [field for field, (_value, _mask, reading) in FIELDS.items() if reading in text]


def masks_in(text):
    return {field for field, (_value, mask, _reading) in FIELDS.items() if mask in text}


def test_the_record_shows_every_mask_and_the_way_behind_it(sign_in, role, ada):
    text = sign_in(role).get(f"/customers/{ada}").text
    assert masks_in(text) == set(FIELDS)
    assert plain_in(text) == []
    assert text.count('aria-label="Reveal ') == len(FIELDS)
    assert "Access is recorded" in text


def test_the_list_shows_the_mask_of_the_phone_else_of_the_email(sign_in, role, ada):
    client = sign_in(role)
    text = client.get("/customers").text
    assert "•••• 1820" in text
    assert plain_in(text) == []
    phone = re.search(r'id="phones-(\d+)"', client.get(f"/customers/{ada}").text).group(1)
    assert client.post(f"/customers/{ada}/phones/{phone}/delete").status_code == 303
    assert "a••••@work.example" in client.get("/customers").text


def test_forms_show_the_mask_and_leave_the_value_alone(sign_in, role, ada):
    client = sign_in(role)
    text = client.get(f"/customers/{ada}/edit").text
    assert {field for field in FIELDS if field.startswith("customers")} <= masks_in(text)
    assert plain_in(text) == []
    email = int(re.search(r'id="emails-(\d+)"', client.get(f"/customers/{ada}").text).group(1))
    form = client.get(f"/customers/{ada}/emails/{email}/edit", headers=HTMX).text
    assert "a••••@work.example" in form
    assert plain_in(form) == []
    assert (
        client.post(f"/customers/{ada}/emails/{email}", data={"label": "Work", "value": "x@y.example"}).status_code
        == 303
    )
    assert "a••••@work.example" in client.get(f"/customers/{ada}").text


def test_the_history_shows_masks_of_before_and_after(sign_in, role, ada):
    with writing():
        customer = db.session.get(Customer, ada)
        begin("customers.edit", "Edited a customer", customer)
        customer.tax_id, customer.birth_date = "DE999999999", date(1990, 1, 2)
    text = sign_in(role).get(f"/customers/{ada}/history").text
    assert "•••• 7980" in text
    assert "•••• 9999" in text
    assert "•• ••• 1987" in text
    assert plain_in(text) == []
    assert "DE99" not in text


def test_two_tabs_that_clash_show_no_value(sign_in, role, ada):
    client = sign_in(role)
    answer = client.post(f"/customers/{ada}", data={"version": "999", "name": "Ada", "tax_id": "DE811907980"})
    assert answer.status_code == 409
    assert plain_in(answer.text) == []


@pytest.mark.parametrize("field", FIELDS)
def test_each_is_revealed_with_a_reason(sign_in, role, ada, field):
    client = sign_in(role)
    table = field.partition(".")[0]
    row = (
        ada
        if table == "customers"
        else re.search(rf'id="{table}-(\d+)"', client.get(f"/customers/{ada}").text).group(1)
    )
    path, asked = f"/customers/{ada}/reveals", {"field": field, "row": row}
    assert FIELDS[field][2] not in client.get(path, query_string=asked).text
    shown = client.post(path, query_string=asked, data={"reason": "A call"}, headers=HTMX).text
    assert FIELDS[field][2] in shown
    assert "data-conceal" in shown


def test_a_masked_value_finds_nobody(sign_in, role, ada):
    client = sign_in(role)
    for words in ("ada.byron@work", "901820", "DE811907980"):
        assert f'id="customer-{ada}"' not in client.get("/customers", query_string={"q": words}).text


def test_a_role_that_reads_the_value_sees_no_mask(sign_in, ada):
    text = sign_in("administrator").get(f"/customers/{ada}").text
    assert "Access is recorded" not in text
    assert "Reveal" not in text
    assert len(plain_in(text)) == len(FIELDS)


def test_a_lock_says_for_whom_it_is_hidden_and_whom_to_ask(sign_in, ada):
    text = sign_in("sales rep").get(f"/customers/{ada}").text
    assert text.count("Hidden for Sales rep") == 3
    assert text.count("Ask an administrator for access.") == 1
