"""Everything that is kept about one customer, as far as the acting role reads it, as one JSON document.

It is made in pieces, so that a customer with a hundred thousand conversations takes no more memory than one with ten.
"""

import json
from datetime import date
from decimal import Decimal

from sqlalchemy import inspect, select

from contacts.access import level, may, sees
from contacts.addresses.models import Address
from contacts.attachments.models import Attachment
from contacts.categories.models import Category, Product
from contacts.communications.models import Communication, Ticket
from contacts.customers.models import Company, Customer, Email, Phone
from contacts.customers.queries import SENSITIVE
from contacts.customfields.showing import text_of
from contacts.customfields.values import readable_fields, values_of, values_of_all
from contacts.db import db, utcnow
from contacts.interests.models import Interest
from contacts.journal.queries import changes_of
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.security.queries import every_event
from contacts.tasks.models import Task
from contacts.users.models import User
from contacts.web.formats import exponent

AT_ONCE = 500  # rows that are held at a time
SECTIONS = {
    "emails": Email,
    "phones": Phone,
    "addresses": Address,
    "interests": Interest,
    "purchases": Purchase,
    "tickets": Ticket,
    "communications": Communication,
    "tasks": Task,
    "files": Attachment,
}
# What follows from other fields, tells nothing about anybody, or that something hidden was changed.
LEFT_OUT = {"id", "uid", "customer_id", "purchase_id", "version", "sort_name", "folded", "e164", "sha256"}
LEFT_OUT |= {"updated_at", *(f"{name}_lookup" for name in SENSITIVE)}
NAMED = {model.__tablename__: model for model in (User, Category, Company, Product)}  # said by their names


def personal_data(customer):
    """The document, piece by piece, as text."""
    yield "{"
    for number, (name, content) in enumerate(parts(customer)):
        yield f'{"," if number else ""}\n"{name}": '
        yield from written(content)
    yield "\n}\n"


def parts(customer):
    """(name, a dictionary or rows) of each part of the document that the role may read."""
    yield "exported_on", utcnow().date()
    yield "customer", about(customer)
    yield "custom_fields", added_about(customer)
    for name, model in SECTIONS.items():
        if readable(model):
            yield (
                name,
                (row for rows in rows_of(model, model.customer_id == customer.id) for row in with_added(model, rows)),
            )
    yield "history", history_of(customer)
    if may("read", "users"):
        yield "access_log", access_log_of(customer)


def written(content):
    if isinstance(content, dict | date):
        yield json.dumps(content, default=plain, ensure_ascii=False)
        return
    yield "["
    for number, row in enumerate(content):
        yield f"{',' if number else ''}\n  {json.dumps(row, default=plain, ensure_ascii=False)}"
    yield "]"


def plain(value):
    """What JSON has no word for. An amount is written with its decimals."""
    return value.isoformat() if isinstance(value, date) else f"{value.normalize():f}"


def readable(model):
    return may("read", model.__kind__) and level(model.__tablename__) != "hidden"


def about(customer):
    (row,) = next(iter(rows_of(Customer, Customer.id == customer.id)))
    sealed = {name: getattr(customer, name) for name in SENSITIVE if sees(f"customers.{name}")}
    limit = sealed.get("credit_limit")
    return {**row, **sealed, **({"credit_limit": f"{amount(*limit)} {limit.currency}"} if limit else {})}


def added_about(customer):
    """`{label: value}` of the fields that people added, in words, where anything stands in them."""
    return in_words(readable_fields("customers"), values_of("customers", customer.id))


def in_words(fields, known):
    there = [field for field in fields if known.get(field.name) is not None]
    return {field.label: text_of(field, known[field.name]) for field in there}


def with_added(model, rows):
    """The rows, each with what people added to such records, where anything stands in it."""
    kind = model.__tablename__
    fields = readable_fields(kind)
    known = values_of_all(kind, [row["id"] for row in rows], fields)
    added = {id: in_words(fields, values) for id, values in known.items()}
    return [{**row, "custom_fields": added[row["id"]]} if row["id"] in added else row for row in rows]


def rows_of(model, condition):
    """Rows as dictionaries, in pieces."""
    wanted, after = select(model.id, *columns_of(model)).where(condition).order_by(model.id).limit(AT_ONCE), 0
    while after is not None:
        found = [dict(row) for row in db.session.execute(wanted.where(model.id > after)).mappings()]
        after = found[-1]["id"] if len(found) == AT_ONCE else None
        yield with_items(found) if model is Purchase and found else found


def columns_of(model):
    """What the role reads of a table; who and what it refers to by its name."""
    for attribute in inspect(model).column_attrs:
        column = attribute.columns[0]
        if column.name in LEFT_OUT or column.info.get("sensitive") or not sees(f"{column.table.name}.{column.name}"):
            continue
        target = next((NAMED.get(key.column.table.name) for key in column.foreign_keys), None)
        mapped = getattr(model, attribute.key)
        if target is None:
            yield mapped.label(column.name)
        elif may_name(target):
            named = select(target.name).where(target.id == mapped).correlate(model).scalar_subquery()
            yield named.label(column.name.removesuffix("_id"))


def may_name(model):
    """Names of colleagues are no secret."""
    return model is User or (readable(model) and sees(f"{model.__tablename__}.name"))


def with_items(purchases):
    """The purchases with their lines, and amounts in their currency where the role reads which that is."""
    lines = {}
    if readable(PurchaseItem):
        ids = [purchase["id"] for purchase in purchases]
        wanted = select(PurchaseItem.purchase_id.label("of"), *columns_of(PurchaseItem))
        theirs = wanted.where(PurchaseItem.purchase_id.in_(ids)).order_by(PurchaseItem.position)
        for row in map(dict, db.session.execute(theirs).mappings()):
            lines.setdefault(row.pop("of"), []).append(row)
    for purchase in purchases:
        purchase["items"] = lines.get(purchase["id"], [])
        for row in (purchase, *purchase["items"]):
            in_currency(row, purchase.get("currency"))
    return purchases


def in_currency(row, currency):
    for name in ("total", "amount", "unit_price"):
        if currency and row.get(name) is not None:
            row[name] = amount(row[name], currency)


def amount(minor_units, currency):
    """Whole minor units with all decimals of the currency, finer ones with as many as they need."""
    value = Decimal(minor_units).scaleb(-exponent(currency))
    return f"{value:f}" if isinstance(minor_units, int) else f"{value.normalize():f}"


def history_of(customer):
    before = None
    while True:
        lines, before = changes_of(customer, before)
        for line in lines:
            fields = [dict(zip(("field", "before", "after"), field, strict=True)) for field in line.fields]
            yield {"at": line.at, "who": line.who, "what": f"{line.label}: {line.change.action}", "fields": fields}
        if before is None:
            return


def access_log_of(customer):
    """Who looked behind which mask, and who took the data along."""
    for rows in every_event({"customer": customer.id}):
        for row in rows:
            yield {"at": row.at, "what": row.kind, "who": row.actor, "field": row.field, "reason": row.detail}
