"""The second database: it differs from the first one in nothing but what somebody must not see."""

from sqlalchemy import Boolean, Enum, select, update

from contacts.access import unrestricted
from contacts.access.sealing import place, seal
from contacts.customers.models import Customer
from contacts.db import Base
from contacts.history.models import Change
from tests.factories import writing
from tests.filled import fill, ledgered, sealed
from tests.proof.cast import belongs_to_somebody
from tests.proof.words import MOMENT, readings, value_of

# Another value of these breaks a rule of the database, or moves the row out of reach, which is meant to show.
LEFT = {"tickets.status", "tickets.closed_at", "communications.is_private", "purchases.currency", "products.currency"}
LEFT |= {"saved_views.sharing", "segments.sharing"}
ORDERS = {"canary": "zother", "further": "aother"}  # what stood first now stands last


def change_what_is_hidden(member, ids):
    """`ids` are the two sets of rows: `{flavour: {table: id}}`."""
    add_hidden_rows(member, ids["canary"])
    with unrestricted("a test changes what somebody cannot see", writes=True) as session:
        for flavour, rows in ids.items():
            for table in ledgered():
                cells = other_cells(member, table, flavour, ids)
                if cells:
                    change(session, table, rows[table.name], cells)
        uids = dict(session.execute(select(Customer.id, Customer.uid)).all())
        for one in session.scalars(select(Change)).all():
            one.before, one.after = (otherwise(member, one, values, uids) for values in (one.before, one.after))


def add_hidden_rows(member, ids):
    """How many there are is hidden too, of a table that is hidden whole, and of other people's rows."""
    known = {table.name: ids[table.name] for table in ledgered() if not rows_are_hidden(member, table)}
    with writing():
        fill("extra", **{**known, "users": ids["users"]})


def rows_are_hidden(member, table):
    if member.is_scoped:
        return belongs_to_somebody(table)
    return table.name not in ("roles", "users") and all(map(member.hides, table.columns))


def other_cells(member, table, flavour, ids):
    """`{column: another value}` of a row of this flavour, before sealing."""
    columns = [column for column in table.columns if changes(member, column, flavour)]
    return {column.name: another(member, column, flavour, ids) for column in columns}


def changes(member, column, flavour):
    name = f"{column.table.name}.{column.name}"
    fixed = name in LEFT or column.name in ("id", "uid", "customer_id", "created_at", "updated_at", "version")
    if (
        fixed
        or name.endswith("_lookup")
        or column.table.name == "roles"
        or flavour not in member.secret_flavours(column)
    ):
        return False
    return bool(readings(column, flavour)) or isinstance(column.type, Enum | Boolean)


def another(member, column, flavour, ids):
    if isinstance(column.type, Boolean):
        return not value_of(column, flavour)
    if isinstance(column.type, Enum):
        return column.type.enums[1]
    given = value_of(column, ORDERS.get(flavour, flavour))
    masked = member.rights.level(column.table.name, column.name) == "masked"
    return flavour[0] + given if masked and column.info.get("mask") == "email" else given  # its mask stays the same


def change(session, table, id, cells):
    row = dict(cells)
    if "uid" in table.columns:
        uid = session.scalar(select(table.c.uid).where(table.c.id == id))
        row = sealed(row, table, uid)
    kept = {"updated_at": MOMENT} if "updated_at" in table.columns else {}
    session.execute(update(table).where(table.c.id == id).values({**row, **kept}))


def otherwise(member, remembered, values, uids):
    """What the ledger remembers of a row, in other words where they are hidden."""
    table = Base.metadata.tables[remembered.table_name]
    where = uids.get(remembered.row_id)
    return values and {name: told_otherwise(member, table.columns.get(name), v, where) for name, v in values.items()}


def told_otherwise(member, column, value, uid):
    if column is None or not isinstance(value, str) or not member.secret_flavours(column):
        return value
    if member.rights.level(column.table.name, column.name) == "masked":
        return value  # its mask may show the difference
    if column.info.get("sensitive") and member.hides(column):
        return seal("otherwise", place(column.table.name, column.name, uid))
    flavour = next((one for one in member.secret_flavours(column) if value in readings(column, one)), None)
    return f"{value} otherwise" if flavour else value
