"""Putting right what a check found, where that is safe: one operation, which Undo takes back.

References to nothing are left to people: once such a row is gone or its reference empty, no undo could bring it back,
because the database refuses what refers to nothing.
"""

from sqlalchemy import Integer, cast, func, select, text, update

from contacts.access import elevate, may
from contacts.customers.stats import of_purchases
from contacts.data_model.integrity import findings
from contacts.data_model.looking import MOST
from contacts.db import Base, db, utcnow
from contacts.history import begin


def may_repair(check):
    """Whether there is a way that needs no person to decide, and the acting person may change all that it changes."""
    if check.name not in REPAIRS:
        return False
    _repair, kinds = REPAIRS[check.name]
    everything = [may("read", "customers"), *(may("edit", kind) for kind in kinds)]
    return bool(may("edit", "users")) and all(scope == "all" for scope in everything)


def repair(check, schema, newest):
    """Put right the first `MOST` that the check finds. Returns (how many, the operation's id or None)."""
    found = findings(check, schema, newest, MOST)
    put_right, _kinds = REPAIRS[check.name]
    return put_right(found) if found else (0, None)


def recompute_totals(found):
    operation = begin("purchases.repair", "Recomputed totals that did not add up")
    purchases, items = table("purchases"), table("purchase_items").c
    lines = select(func.coalesce(func.sum(items.amount), 0)).where(items.purchase_id == purchases.c.id)
    return write(purchases, keys_of(found), total=lines.scalar_subquery()), operation


def choose_first(found):
    """Of emails and phones the first that works, else the first; of addresses the first of each kind."""
    operation = begin("contacts.repair", "Chose the one to use where none was")
    number = choose_in("emails", found, "is_primary", ["customer_id"], ["unusable", "id"])
    number += choose_in("phones", found, "is_primary", ["customer_id"], ["unusable", "id"])
    return number + choose_in("addresses", found, "is_default", ["customer_id", "kind"], ["id"]), operation


def choose_in(name, found, flag, group, order):
    """Set the flag of the first row of each group in which no row has it."""
    customers = {one.customer for one in found if one.table == name}
    known = table(name).c
    whole = [known[one] for one in group]
    place = func.row_number().over(partition_by=whole, order_by=[known[one] for one in order])
    chosen = func.max(cast(known[flag], Integer)).over(partition_by=whole)
    rows = select(known.id, place.label("place"), chosen.label("chosen")).where(known.customer_id.in_(customers))
    rows = rows.subquery().c
    ids = db.session.scalars(select(rows.id).where(rows.place == 1, rows.chosen == 0)).all() if customers else []
    return write(table(name), ids, **{flag: True}) if ids else 0


def recount_figures(found):
    """They are derived: what stood there is no loss, and the ledger does not keep it. So there is nothing to undo."""
    elevate("kept sums are written by triggers alone, and here anew as these do")
    customers = keys_of(found)
    # Raw, because this is what the triggers run; the keys are numbers.
    for statement in of_purchases(f"customer_id IN ({', '.join(map(str, customers))})"):
        db.session.execute(text(statement))
    return len(customers), None


def keys_of(found):
    return sorted({int(one.row) for one in found})


def table(name):
    """By its name: rooms beside this one are not imported. Who comes here may change all of it (see may_repair)."""
    return Base.metadata.tables[name]


def write(known, ids, **values):
    """Change these rows as an edit does. Returns how many."""
    values |= {"version": known.c.version + 1, "updated_at": utcnow()}
    return db.session.execute(update(known).where(known.c.id.in_(ids)).values(values)).rowcount


# name of a check: (what puts right, the kinds of record whose editing it is)
REPAIRS = {
    "totals": (recompute_totals, ("purchases",)),
    "none-to-use": (choose_first, ("contacts", "addresses")),
    "figures": (recount_figures, ("purchases",)),
}
