"""Rows in every table people edit, every column filled with a value of its own, and the address of every page.

Made from the tables and the routes themselves: a new column or route is in it without anybody thinking of it.
"""

from itertools import product
from types import SimpleNamespace

from sqlalchemy import delete, insert, select, update

from contacts.access import Role, unrestricted
from contacts.access.sealing import Sealed, lookup, place, seal
from contacts.customfields.known import field_of, load_now
from contacts.customfields.models import CustomField
from contacts.customfields.structure import build
from contacts.customfields.words import OFFERED, Type
from contacts.db import Base, db
from contacts.history import begin
from contacts.web.unit import commit
from tests.proof.words import MOMENT, readings, value_of

# What is written down however a request ends.
NOTED = {"sessions", "throttles", "passkey_challenges", "security_events"}

# Pages whose records live in a table that is called otherwise, and what the address of a page says beyond its path.
TABLES = {
    "contacts": "emails",
    "history.undo": "operations",
    "history": "customers",
    "passkeys": "users",
    "people": "users",
    "personal_data": "customers",
    "rates": "exchange_rates",
    "reveals": "customers",
    "single_sign_on": "users",
    "views": "saved_views",
}
WORDS = {"fact": "job_title", "insight": "revenue", "kind": "emails", "handle": "0" * 16, "token": "a-link-of-a-test"}
WORDS |= {"way": "next"}
WORDS |= {"table_name": "customers", "column_name": "tax_id", "file_format": "mmd", "check_name": "totals"}
EMPTY = {"attachments.purchase_id", "categories.parent_id"}  # the database asks that these refer to nothing
ASKED = {"reveals": {"field": "customers.birth_date"}, "bulk": {"deed": "delete", "all": "1"}}


def fill(flavour="canary", **known):
    """`{table: id}` of the new rows (of roles, one that is there). Call it inside `writing()`.

    `known` gives rows that are there already, as `customers=7`: no others are made.
    """
    operation = begin("test.fill", "Filled every table", about(known))
    ids = {"roles": db.session.scalar(select(Role.id).order_by(Role.id).limit(1)), "operations": operation, **known}
    for table in ledgered():
        if (part := table.info.get("part_of")) in known:
            ids[table.name] = known[part]
        elif table.name not in ids:
            row = values_of(table, ids, flavour)
            ids[table.name] = db.session.execute(insert(table).values(row)).inserted_primary_key[0]
    return ids


def plant_fields():
    """Two fields of each kind of record, which `fill` then fills like any other: a plain one and a sealed one."""
    with unrestricted("a test adds fields", writes=True) as session:
        for record, (name, sensitive) in product(OFFERED, (("plain", False), ("sealed", True))):
            common = {"record": record, "type": Type.TEXT, "searchable": False, "label": f"Own {name}"}
            row = CustomField(**common, key=name, column_name=f"c_{name}", sensitive=sensitive)
            session.add(row)
            session.flush()
            session.refresh(row)
            build(session.connection(), field_of(row))
    load_now()


def ledgered():
    return [table for table in Base.metadata.sorted_tables if table.info["ledger"]]


def about(ids):
    return SimpleNamespace(__tablename__="customers", id=ids["customers"]) if "customers" in ids else None


def values_of(table, ids, flavour="canary"):
    uid = Sealed.new_uid()
    row = {column.name: planted(column, ids, flavour) for column in table.columns if column.name != "id"}
    if table.info.get("part_of"):  # it has the key of what it is part of
        row["id"] = ids[table.info["part_of"]]
    return sealed({**row, "uid": uid}, table, uid) if "uid" in row else row


def planted(column, ids, flavour):
    keys = [key.column.table.name for key in column.foreign_keys]
    if not keys:
        return value_of(column, flavour)
    return None if f"{column.table.name}.{column.name}" in EMPTY else ids.get(keys[0])


def sealed(row, table, uid):
    """The row with what is sensitive sealed, and its keyed hash beside it."""
    for column in table.columns:
        if column.info.get("sensitive") and row.get(column.name):
            plain = row[column.name]
            row[column.name] = seal(plain, place(table.name, column.name, uid))
            if f"{column.name}_lookup" in table.columns:
                row[f"{column.name}_lookup"] = lookup(plain, table.name, column.name)
    return row


def fill_history(ids):
    """Every telling column of these rows was otherwise for a while, and a row of each table came and went."""
    for flavour in ("former", "canary"):
        begin("test.edit", "Edited every row", about(ids))
        for table in ledgered():
            if table.name != "roles":
                db.session.execute(update(table).where(table.c.id == ids[table.name]).values(told(table, ids, flavour)))
        commit()
    gone = fill("gone", **{name: ids[name] for name in ("customers", "users")})  # nobody deletes people
    commit()
    begin("test.delete", "Deleted rows", about(ids))
    for table in reversed(ledgered()):
        if gone[table.name] != ids[table.name]:
            db.session.execute(delete(table).where(table.c.id == gone[table.name]))
    commit()


def told(table, ids, flavour):
    """The values of the columns that tell something, for a row that is there."""
    telling = [c for c in table.columns if readings(c, flavour) and not c.info.get("secret") and c.name != "uid"]
    row = {column.name: value_of(column, flavour) for column in telling}
    if "uid" in table.columns:
        uid = db.session.scalar(select(table.c.uid).where(table.c.id == ids[table.name]))
        row = sealed(row, table, uid)
    return {**row, **({"updated_at": MOMENT} if "updated_at" in table.columns else {})}


def everything():
    """Every row of every table, as it lies in the database, but for what is noted however a request ends."""
    with unrestricted("a test compares the whole database") as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in NOTED]
        return {table.name: sorted(map(str, session.execute(select(table)).all())) for table in tables}


def pages(app, ids, method="GET"):
    """`{endpoint: address}` of everything that can be opened (or posted to); `ids` as `fill` gives them."""
    found = {}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if method in rule.methods and rule.endpoint != "static":
                found[rule.endpoint] = address_of(app, rule, ids)
    return found


def address_of(app, rule, ids):
    room = rule.endpoint.partition(".")[0]
    asked = {**ASKED.get(room, {}), **({"row": ids["customers"]} if room == "reveals" else {})}
    return app.url_for(rule.endpoint, **{name: filled_in(rule, name, ids) for name in rule.arguments}, **asked)


def filled_in(rule, name, ids):
    if name in WORDS:
        return WORDS[name]
    room = rule.endpoint.partition(".")[0]
    table = TABLES.get(rule.endpoint) or TABLES.get(room, room)
    return ids["customers"] if name == "customer_id" else ids[table]
