"""Fields of the team's own to begin with: made once, found again by the next load; and what stands in them."""

from datetime import timedelta

from sqlalchemy import Column, MetaData, Table, insert, select

from contacts.customfields.actions import add_field
from contacts.customfields.columns import column_of
from contacts.customfields.known import field_of
from contacts.customfields.models import CustomField, table_of
from contacts.customfields.words import Type
from contacts.db import UTCDateTime, db
from contacts.web.unit import commit

KIND, HUES = "customers", (("Gold", 2), ("Silver", 0), ("Bronze", 1))
LEVELS = [{"value": name.casefold(), "label": name, "color": hue} for name, hue in HUES]
WANTED = {
    "level": (Type.CHOICE, {"label": "Level", "options": LEVELS, "section": "Contract"}),
    "contract_until": (Type.DATE, {"label": "Contract until", "section": "Contract"}),
    "discount": (Type.NUMBER, {"label": "Discount in %", "minimum": "0", "maximum": "100", "section": "Contract"}),
}


def make_fields():
    """The fields; one that people made otherwise or put away is left as it is."""
    for position, (key, (type, asked)) in enumerate(WANTED.items(), 1):
        if key not in made():
            add_field(KIND, type, {"key": key, "position": 10 * position, "filterable": True, **asked})
            commit()
    return [field_of(row) for key, row in made().items() if row.type == WANTED[key][0] and not row.archived_at]


def made():
    rows = db.session.scalars(select(CustomField).where(CustomField.record == KIND, CustomField.key.in_(WANTED)))
    return {row.key: row for row in rows}


def load_values(rng, customers, fields, now):
    """Two customers in three have a contract."""
    if not fields:
        return
    found = [(id, contract(rng, now.date())) for id in customers if rng.random() < 2 / 3]
    rows = [{"id": id, **booked(now), **{one.column: values[one.key] for one in fields}} for id, values in found]
    if rows:
        db.session.connection().execute(insert(table_with(fields)), rows)


def contract(rng, today):
    return {
        "level": rng.choices(("gold", "silver", "bronze"), (1, 3, 6))[0],
        "contract_until": today + timedelta(days=rng.randrange(-300, 900)),
        "discount": rng.choice((0, 2, 5, 10)),
    }


def booked(now):
    return {"created_at": now, "updated_at": now, "version": 1}


def table_with(fields):
    """The table as it is now: the process learns of a new column on its next request."""
    times = [Column(name, UTCDateTime) for name in ("created_at", "updated_at")]
    return Table(table_of(KIND), MetaData(), Column("id"), Column("version"), *times, *map(column_of, fields))
