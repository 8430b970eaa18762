"""The columns of the list: chosen, ordered, remembered for one person, and never one that the role may not read."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from contacts.addresses.models import Address
from contacts.customers.columns import COLUMNS
from contacts.purchases.models import Purchase
from contacts.tasks.models import Task
from tests.conftest import HTMX
from tests.factories import add, make_customer, make_role, writing

COLUMNS_URL = "/customers/columns"


def heads(client, url="/customers"):
    found = re.findall(r'<th scope="col"[^>]*>\s*(?:<a[^>]*>)?([^<]+)<', client.get(url).text)
    return [label.strip() for label in found][1:]


def offered(text):
    return re.findall(r'name="column" value="(\w+)"', text)


def choose(client, *columns, headers=(), **more):
    return client.post(COLUMNS_URL, data={"column": list(columns), **more}, headers=headers)


def test_what_is_chosen_is_shown_in_its_order_and_remembered(sign_in, ada):
    client = sign_in("manager")
    response = choose(client, "owner", "status", density="compact")
    assert response.status_code == 303
    assert response.location == "/customers?columns=owner%2Cstatus&density=compact&sort=name"
    assert heads(client, response.location) == ["Owner", "Status"]
    assert heads(client) == ["Owner", "Status"]
    assert 'class="table rows dense"' in client.get("/customers").text
    assert "Interests" in heads(sign_in("manager"))  # it is one person's choice


def test_the_address_goes_before_what_is_remembered(sign_in, ada):
    client = sign_in("manager")
    choose(client, "owner")
    assert heads(client, "/customers?columns=status,reach") == ["Status", "Phone or email"]
    assert heads(client, "/customers?columns=none") == []
    assert "columns=status%2Creach" in unescape(client.get("/customers?columns=status,reach").text)


@pytest.mark.parametrize(
    ("move", "order"),
    [("status up", ["Status", "Owner", "Phone or email"]), ("owner down", ["Status", "Owner", "Phone or email"])]
    + [(nothing, ["Owner", "Status", "Phone or email"]) for nothing in ("owner up", "reach down", "x up", "", "owner")],
)
def test_a_column_moves_up_and_down(sign_in, ada, move, order):
    client = sign_in("manager")
    choose(client, "owner", "status", "reach", move=move)
    assert heads(client) == order


def test_none_at_all_is_a_choice_and_reset_is_a_way_back(sign_in, ada):
    client = sign_in("manager")
    usual = heads(client)
    choose(client)
    assert heads(client) == []
    choose(client, "owner", reset="1")
    assert heads(client) == usual


def test_htmx_gets_the_list_with_the_chooser_open_and_its_address(sign_in, ada):
    client = sign_in("manager")
    response = client.post(f"{COLUMNS_URL}?status=active&sort=-created", data={"column": ["owner"]}, headers=HTMX)
    assert response.headers["HX-Push-Url"] == "/customers?status=active&columns=owner&sort=-created"
    assert response.text.lstrip().startswith('<div class="found" id="customers"')
    assert '<details class="drop wide-only" open>' in response.text


def test_columns_that_do_not_exist_are_left_out(sign_in, ada):
    client = sign_in("manager")
    choose(client, "owner", "nonsense", "tax_id", "owner", "\0")
    assert heads(client) == ["Owner"]


def test_a_density_that_does_not_exist_is_refused(sign_in, ada):
    client = sign_in("manager")
    usual = heads(client)
    assert choose(client, "owner", density="nonsense").status_code == 400
    assert heads(client) == usual


ROLES = {"administrator": set(COLUMNS), "support": set(COLUMNS), "finance": set(COLUMNS) - {"last_contact", "touch"}}


@pytest.mark.parametrize(("role", "columns"), ROLES.items())
def test_each_role_is_offered_what_it_reads(sign_in, ada, role, columns):
    assert set(offered(sign_in(role).get("/customers").text)) == columns


def test_a_hidden_column_is_neither_offered_nor_shown_nor_sorted_by(sign_in, ada):
    with writing():
        rights = {kind: {"read": "all"} for kind in ("customers", "tasks", "addresses")}
        hidden = {"customers__job_title": "hidden", "tasks__title": "hidden", "addresses__city": "hidden"}
        role = make_role(rights, **hidden)
    client = sign_in(role)
    asked = client.get("/customers?columns=job_title,tasks,addresses,last_contact,status&sort=last_purchase")
    assert asked.status_code == 200
    assert "Countess" not in asked.text
    assert heads(client, "/customers?columns=job_title,tasks,addresses,last_contact,status") == ["Status"]
    assert not {"job_title", "tasks", "addresses", "last_contact", "value"} & set(offered(asked.text))
    assert "sort=last_purchase" not in asked.text


def test_what_columns_of_other_rooms_say(sign_in, ada, count_queries):
    client = sign_in("manager")
    soon = datetime.now(UTC) + timedelta(days=3)
    with writing():
        for due, title in [(None, "Some day"), (soon + timedelta(days=1), "Later"), (soon, "Ring back")]:
            add(Task(customer_id=ada, title=title, due_at=due))
        add(Task(customer_id=ada, title="Done", due_at=soon - timedelta(days=9), done_at=soon))
        add(Address(customer_id=ada, kind="other", city="Ulm", country="DE"))
        add(Address(customer_id=ada, kind="billing", city="Bern", country="CH", is_default=True))
        add(Purchase(customer_id=ada, purchased_on=date(2024, 5, 4), currency="EUR", total=100))
        make_customer("Nobody Much")
    client.get("/customers")
    with count_queries() as queries:
        text = client.get("/customers?columns=tasks,addresses,purchases,last_purchase,created,source").text
    row = text.partition(f'id="customer-{ada}"')[2].partition("</tr>")[0]
    assert "Ring back" in row
    assert "Some day" not in row
    assert "Bern, CH" in row
    assert '<td role="cell" class="num opt-col">1</td>' in row
    assert "2024" in row
    assert len(queries) == 4


@pytest.mark.parametrize("role", ["administrator", "sales rep", "read-only"])
def test_every_column_can_be_shown_at_once(sign_in, ada, role):
    names = ",".join(COLUMNS)
    assert sign_in(role).get(f"/customers?columns={names}&sort=-last_purchase").status_code == 200


def test_whoever_may_not_read_customers_chooses_nothing(sign_in, ada):
    with writing():
        role = make_role({"companies": {"read": "all"}})
    assert choose(sign_in(role), "owner").status_code == 403
    assert sign_in("manager").put(COLUMNS_URL).status_code == 405
