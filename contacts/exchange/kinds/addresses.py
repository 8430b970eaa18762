"""Addresses, matched by customer, kind and street; streets that are only spelled otherwise are the same."""

from sqlalchemy import select

from contacts.addresses.models import Address, AddressKind
from contacts.db import db
from contacts.exchange.added import take_added, write_added
from contacts.exchange.kinds.references import find_customers
from contacts.exchange.rows import merge
from contacts.exchange.values import choice_of, country, plain_text, street, words

KEY, ADDED = None, "addresses"  # the table whose records have fields that people added
FIELDS = {
    "customer": plain_text,
    "kind": choice_of(AddressKind),
    "country": country,
    **{
        name: words(getattr(Address, name)) for name in ("recipient", "line1", "line2", "city", "region", "postal_code")
    },
}
REQUIRED = ("customer",)
SEVERAL = ()
DEFAULTS = {}


def skip(values):
    """Why a row is left out, if it is."""
    if not values.get("line1") and not values.get("city"):
        return "no address"
    return None


def prepare(values, _mapping):
    values["kind"] = values.get("kind") or AddressKind.BILLING
    if not values.get("country"):
        raise ValueError("“country” is empty")


def write(rows, mapping, summary):
    added, rows = take_added(ADDED, rows), find_customers(rows, mapping, summary)
    if summary.broken:
        return
    known = known_addresses({row.values["customer_id"] for row in rows}, rows[0].values)
    found = {key_of(address): address for address in known}
    fresh = []
    for row in rows:
        values = row.values
        row.key = (values["customer_id"], values["kind"], street(values.get("line1")))
        if (values["customer_id"], mapping.differs_from, row.key[2]) in found:
            summary.skip(row.line, f"the same street as the {mapping.differs_from} address")
        elif row.key in summary.seen:
            summary.skip(row.line, "the same street as an earlier line")
        else:
            summary.seen[row.key] = row.line
            fresh.append(row)
    choose_defaults(fresh, found, known)
    merge(Address, fresh, found)
    write_added(ADDED, fresh, added, summary)
    summary.count(fresh)


def key_of(address):
    return address.customer_id, address.kind, street(address.line1)


def known_addresses(customer_ids, names):
    wanted = dict.fromkeys(("id", "version", "customer_id", "kind", "is_default", "line1", *names))
    columns = [getattr(Address, name) for name in wanted]
    return db.session.execute(select(*columns).where(Address.customer_id.in_(customer_ids))).all()


def choose_defaults(rows, found, known):
    """The first address of its kind is the one to use."""
    taken = {(address.customer_id, address.kind) for address in known if address.is_default}
    for row in rows:
        if row.key not in found:
            row.values["is_default"] = row.key[:2] not in taken
            taken.add(row.key[:2])
