"""Undoing what touched many rows: a statement for each table and action, whatever the number of rows.

It comes to the same as row by row where no row was changed twice in the same way, and no sealed value was changed.
Raw SQL: the ledger's values are the database's own spelling. Names are those of our tables, never from a person.
"""

from typing import NamedTuple

from sqlalchemy import text

from contacts.db import Base

MANY = 500  # changes; fewer are taken back one by one
WHERE = "c.operation_id = :id AND c.table_name = :name AND c.action = :action"


class Sum(NamedTuple):
    """How many changes of one kind an operation made; no `salt` where some of them were erased."""

    table_name: str
    action: str
    number: int
    salt: bool | None


class Spelling(NamedTuple):
    """How one engine writes what is asked of a change `c` and of the row `t` as it is now."""

    source: str  # of the values before
    value: str
    present: str
    same: str
    keys: str


SPELLINGS = {
    "sqlite": Spelling(
        "changes AS c",
        "json_extract(c.before, '$.{column}')",
        "json_type(c.after, '$.{column}') IS NOT NULL",
        "json_extract(c.after, '$.{column}') IS t.{column}",
        "SELECT DISTINCT key "
        "FROM (SELECT c.before FROM changes AS c WHERE {where} LIMIT :most) AS b, json_each(b.before)",
    ),
    "postgresql": Spelling(
        "changes AS c CROSS JOIN LATERAL jsonb_populate_record(CAST(NULL AS {table}), c.before) AS r",
        "r.{column}",
        "jsonb_exists(c.after, '{column}')",
        "nullif(c.after -> '{column}', CAST('null' AS jsonb)) IS NOT DISTINCT FROM to_jsonb(t.{column})",
        "SELECT DISTINCT jsonb_object_keys(b.before) "
        "FROM (SELECT c.before FROM changes AS c WHERE {where} LIMIT :most) AS b",
    ),
}
TWICE = "SELECT 1 FROM changes WHERE operation_id = :id GROUP BY table_name, row_id, action HAVING count(*) > 1 LIMIT 1"


def fits(connection, id, sums):
    """Whether this operation is large, and can be undone so."""
    if sum(one.number for one in sums) <= MANY or connection.execute(text(TWICE), {"id": id}).first():
        return False
    updates = [Taken(connection, id, one) for one in sums if one.action == "update"]
    return not any(one.table.columns[column].info.get("sensitive") for one in updates for column in one.columns)


def edited(connection, id, sums):
    """`{(table, column)}` of what it changed in rows that were there."""
    updates = [Taken(connection, id, one) for one in sums if one.action == "update"]
    return {(one.table.name, column) for one in updates for column in one.columns}


def take_back(connection, id, sums, force):
    """Rows that went come back, parents first; then cells; then rows that came go, children first.

    Returns the cells that were left alone, `[(table, row id, column)]`.
    """
    rank = {table.name: at for at, table in enumerate(Base.metadata.sorted_tables)}
    by_rank = [Taken(connection, id, one) for one in sorted(sums, key=lambda one: rank[one.table_name])]
    cells = []
    for taken in (one for one in by_rank if one.action == "delete"):
        cells += taken.restore()
    for taken in (one for one in by_rank if one.action == "update"):
        cells += taken.put_back(force)
    for taken in (one for one in reversed(by_rank) if one.action == "insert"):
        taken.remove()
    return cells


class Taken:
    """The changes of one action to one table."""

    def __init__(self, connection, id, one):
        self.connection, self.action = connection, one.action
        self.table, self.spelling = Base.metadata.tables[one.table_name], SPELLINGS[connection.dialect.name]
        self.known = {"id": id, "name": one.table_name, "action": one.action}
        self.columns = self.changed_columns() if one.action != "insert" else []

    def changed_columns(self):
        """Of a delete all that was remembered, which is the same for every row."""
        most = 1 if self.action == "delete" else 2**31 - 1
        names = set(self.run(self.spelling.keys.format(where=WHERE), most=most).scalars())
        return [column.name for column in self.table.columns if column.name in names]

    def run(self, statement, **more):
        return self.connection.execute(text(statement), {**self.known, **more})

    def said(self, part, column=""):
        return getattr(self.spelling, part).format(column=column, table=self.table.name)

    def restore(self):
        there = f"EXISTS (SELECT 1 FROM {self.table.name} AS t WHERE t.id = c.row_id)"
        cells = self.cells("id", f"SELECT c.row_id FROM changes AS c WHERE {WHERE} AND {there}")
        values = ", ".join(self.said("value", column) for column in self.columns)
        self.run(
            f"INSERT INTO {self.table.name} (id, {', '.join(self.columns)}) "
            f"SELECT c.row_id, {values} FROM {self.said('source')} WHERE {WHERE} AND NOT {there}"
        )
        return cells

    def put_back(self, force):
        gone = f"NOT EXISTS (SELECT 1 FROM {self.table.name} AS t WHERE t.id = c.row_id)"
        cells = self.cells("id", f"SELECT c.row_id FROM changes AS c WHERE {WHERE} AND {gone}")
        joined = f"SELECT c.row_id FROM changes AS c JOIN {self.table.name} AS t ON t.id = c.row_id WHERE {WHERE}"
        for column in self.columns if not force else ():
            cells += self.cells(column, f"{joined} AND {self.said('present', column)} AND NOT ({self.same(column)})")
        wanted = {column: self.wanted(column, force) for column in self.columns}
        sets = [
            f"{column} = CASE WHEN {condition} THEN {self.said('value', column)} ELSE t.{column} END"
            for column, condition in wanted.items()
        ]
        self.run(
            f"UPDATE {self.table.name} AS t SET {', '.join(sets)}, version = t.version + 1, "
            f"updated_at = CURRENT_TIMESTAMP FROM {self.said('source')} "
            f"WHERE {WHERE} AND t.id = c.row_id AND ({' OR '.join(wanted.values())})"
        )
        return cells

    def wanted(self, column, force):
        present = self.said("present", column)
        return f"({present})" if force else f"({present} AND {self.same(column)})"

    def same(self, column):
        """That a cell is still what the change made of it; one that is made of another follows that one."""
        table, origin = self.table.columns[column].info.get("copy_of", (None, None))
        if table != self.table.name or origin not in self.columns:
            return self.said("same", column)
        either = self.said("same", origin), self.said("same", column)
        return f"CASE WHEN {self.said('present', origin)} THEN {either[0]} ELSE {either[1]} END"

    def remove(self):
        ids = f"SELECT c.row_id FROM changes AS c WHERE {WHERE}"
        self.run(f"DELETE FROM {self.table.name} WHERE id IN ({ids})")

    def cells(self, column, question):
        return [(self.table.name, row_id, column) for row_id in self.run(question).scalars()]
