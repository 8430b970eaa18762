"""How records of each kind are made, read, changed and deleted by their own pages, with fields that were added."""

import itertools
from dataclasses import dataclass, field

from sqlalchemy import select, text

from contacts.access import FieldRule, Role, unrestricted
from contacts.customers.models import Customer
from tests.factories import found

numbers = itertools.count(1)


@dataclass(frozen=True)
class Kind:
    """`at` is the address of the records `name`, `typed` what each of them needs, `listed` where their list is."""

    name: str
    at: str
    typed: dict = field(default_factory=dict)
    listed: str = ""
    unique: str = ""  # what no two records may have the same
    role: str = "sales rep"  # who may change them and does not see everything
    found_as: str = ""  # the group of results that shows it
    apart: bool = True  # whether it has a page of its own

    def make(self, client, **more):
        """The address of a new record, which is called otherwise than all before it."""
        answer = self.post(client, **more)
        assert answer.status_code == 303, answer.text
        return f"{self.where(client)}/{found(text(f'SELECT max(id) FROM {self.name}'))[0]}"

    def post(self, client, **more):
        return client.post(self.where(client), data={**self.typed, **self.another(), **more})

    def where(self, client):
        """The address of the records; of those that a customer has, a customer's that is made when there is none."""
        if "/customers/" in self.at and not found(select(Customer.id)):
            assert client.post("/customers", data={"name": "Ada Byron"}).status_code == 303
        return self.at.format(customer=next(iter(found(select(Customer.id))), None))

    def another(self):
        """What no two records may have the same."""
        return {self.unique: f"{self.typed[self.unique]} {next(numbers)}"} if self.unique else {}

    def shown(self, client, url):
        """The page that shows the record."""
        return client.get(url if self.apart else url.rpartition("/")[0]).text

    def form(self, client, url=None):
        new = self.where(client) if self.name == "communications" else f"{self.where(client)}/new"
        return client.get(f"{url}/edit" if url else new).text

    def change(self, client, url, **more):
        return client.post(url, data={**self.typed, **self.another(), **more})

    def delete(self, client, url):
        return client.post(f"{url}/delete")


LIVING = {"kind": "billing", "line1": "Long Street 1", "city": "Bern", "country": "CH"}
SAID = {"channel": "call", "body": "Wants chairs", "happened_at": "2026-07-01T10:00"}
LINE = {"items-0-description": "Chairs", "items-0-quantity": "3", "items-0-unit_price": "19.99"}
SOLD = {"name": "Chair", "sku": "CH", "price": "19.99", "currency": "EUR", "active": "y"}
BOUGHT = {"purchased_on": "2026-07-01", "currency": "EUR", "status": "completed", **LINE}
OF_A_CUSTOMER = "/customers/{customer}"
KINDS = {
    one.name: one
    for one in (
        Kind("companies", "/companies", {"name": "Analytical Engines"}, "/companies", "name", found_as="companies"),
        Kind("purchases", f"{OF_A_CUSTOMER}/purchases", BOUGHT, "/purchases", found_as="purchases"),
        Kind("addresses", f"{OF_A_CUSTOMER}/addresses", LIVING, found_as="customers", apart=False),
        Kind(
            "communications",
            f"{OF_A_CUSTOMER}/communications",
            SAID,
            "/conversations",
            found_as="conversations",
            apart=False,
        ),
        Kind("products", "/products", SOLD, "/products", "sku", "manager", "products"),
    )
}


def set_level(app, kind, column, level):
    with app.app_context(), unrestricted("a test changes the matrix", writes=True) as session:
        id = session.scalar(select(Role.id).where(Role.name == kind.role))
        rule = {"role_id": id, "table_name": f"{kind.name}_custom", "column_name": column}
        row = session.scalar(select(FieldRule).filter_by(**rule))
        if row is None:
            session.add(FieldRule(**rule, level=level))
        else:
            row.level = level


def newest(kind):
    """The newest operation whose kind begins so."""
    return found(text(f"SELECT max(id) FROM operations WHERE kind LIKE '{kind}%'"))[0]
