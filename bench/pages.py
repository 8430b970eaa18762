"""What is asked of each server: the address of each page, and a word that its answer must hold."""

from typing import NamedTuple
from urllib.parse import urlencode

from sqlalchemy import func, select

from contacts.access import unrestricted
from contacts.customers.models import Customer
from contacts.segments.models import Segment
from contacts.web.listing import serializer

WORD, DEPTH = "moreau", 0.9
SEGMENT = "Leads to ring"  # of three conditions
BUSY = 997  # has 300 conversations


class Ask(NamedTuple):
    """A GET, or with `form` a POST, whose answer has this status and holds these bytes."""

    path: str
    marker: bytes
    form: dict | None = None
    status: int = 200


def pages():
    """`{page: {server: Ask}}`; a server that has no such page is left out. Call it inside the application."""
    deep, page_number = deep_cursor()
    ours = {"channel": "call", "body": "They asked when the order comes."}
    record, admin = f"/customers/{BUSY}", "/admin/django_admin"
    with unrestricted("a benchmark looks") as session:
        segment = session.scalar(select(Segment.id).where(Segment.name == SEGMENT))
    row, entry, inline = b'id="customer-', b'id="communication-', b"communication_set-299"
    return {
        "list": asks("/customers", "/customers", f"{admin}/customer/", row),
        "list at 90 %": asks(
            f"/customers?{urlencode({'status': 'active', 'sort': 'name', 'after': cursor_of(deep)})}",
            f"/customers?{urlencode({'status': 'active', 'name': deep[0], 'id': deep[1]})}",
            f"{admin}/customer/?status__exact=active&p={page_number}",
            row,
        ),
        "search": asks(f"/customers?q={WORD}", f"/customers?q={WORD}", f"{admin}/customer/?q={WORD}", row),
        "record": asks(record, record, f"{admin}/customer/{BUSY}/change/", entry, inline),
        "log": {
            "rapport": Ask(f"{record}/communications", b"", ours, 303),
            "floor": Ask(f"{record}/communications", b"", ours, 303),
            "django": Ask(f"{admin}/logged/add/", b"", {**ours, "customer": BUSY, "_save": "Save"}, 302),
        },
        "segment": {"rapport": Ask(f"/customers?segment={segment}", row)},
    }


def asks(rapport, floor, django, marker, of_django=b"/change/"):
    return {"rapport": Ask(rapport, marker), "floor": Ask(floor, marker), "django": Ask(django, of_django)}


def deep_cursor():
    """(sort name, id) of the active customer behind nine tenths of them, and the number of Django's page there."""
    active = select(Customer.sort_name, Customer.id).where(Customer.status == "active")
    with unrestricted("a benchmark looks") as session:
        at = int(session.scalar(select(func.count()).select_from(active.subquery())) * DEPTH)
        row = session.execute(active.order_by(Customer.sort_name, Customer.id).offset(at).limit(1)).one()
    return tuple(row), at // 50 + 1


def cursor_of(row):
    return serializer("cursor of customers").dumps(["name", *row])
