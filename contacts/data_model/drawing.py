"""The diagram, ready to be written as SVG: boxes with their rows, and wires with the signs at their ends."""

from dataclasses import dataclass, field

from contacts.data_model.columns import Link, Shape
from contacts.data_model.layout import Box, lay_out
from contacts.data_model.schema import Table
from contacts.data_model.types import plain
from contacts.data_model.wires import HEAD, ROW
from contacts.web.words import _

FEW, FEWEST = 6, 2  # rows of a table that is not opened, and those of them that are neither key nor sensitive
PAD = 8
LEAST = 140
TITLE, NAME, NOTE = 7.4, 6.6, 6.1  # about how wide a sign is, in pixels
# Nobody needs to read these in every box.
USUAL = {"created_at", "updated_at", "version", "uid", "position"}


@dataclass(frozen=True)
class Row:
    """A line of a box: `note` stands at its end, `mark` is "key", "sensitive" or "", `shade` a kind of colour."""

    name: str
    note: str
    mark: str = ""
    shade: str = ""


@dataclass(frozen=True)
class Drawn:
    """A table as it is drawn; `said` is its name for who cannot see it, `note` stands at the end of its title."""

    table: Table
    box: Box
    rows: tuple
    is_on: bool
    is_chosen: bool
    said: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A wire as an SVG path."""

    path: str
    is_on: bool
    may_be_empty: bool


@dataclass(frozen=True)
class Picture:
    """All of it. `is_dimmed`: something is chosen, so that what is not next to it steps back."""

    width: int
    height: int
    tables: tuple = ()
    lines: tuple = ()
    is_dimmed: bool = False


@dataclass(frozen=True)
class Notes:
    """What an overlay writes instead of the types: `rows` {(table, column): (note, shade)}, `titles` {table: note}."""

    rows: dict = field(default_factory=dict)
    titles: dict = field(default_factory=dict)


def draw(schema, chosen=None, notes=None):
    """The `Picture` of a schema. The chosen table is drawn whole; with notes, every one is."""
    rows = {name: rows_of(table, notes, notes is not None or name == chosen) for name, table in schema.tables.items()}
    titles = notes.titles if notes else {}
    shapes = [shape_of(table, rows[name], titles.get(name, "")) for name, table in schema.tables.items()]
    laid = lay_out(shapes, [link_of(one, rows) for one in schema.relations])
    near = schema.neighbours(chosen) if chosen in schema.tables else set()
    tables = tuple(
        Drawn(table, laid.boxes[name], rows[name], name in near, name == chosen, said(schema, table), titles.get(name))
        for name, table in schema.tables.items()
    )
    relations = {(one.table, one.column): one for one in schema.relations}
    lines = [line_of(wire, relations, rows, chosen) for wire in laid.wires]
    return Picture(laid.width, laid.height, tables, tuple(sorted(lines, key=lambda line: line.is_on)), bool(near))


def rows_of(table, notes, whole):
    """Keys and references always, and what is sensitive; then what tells most, in the order of the table."""
    kept = {column.name for column in table.columns if whole or column.is_key or column.refers or column.is_sensitive}
    telling = [one.name for one in table.columns if one.name not in kept | USUAL and "copy_of" not in one.info]
    kept.update(telling[: max(FEWEST, FEW - len(kept))])
    rows = [row_of(column, notes) for column in table.columns if column.name in kept]
    more = len(table.columns) - len(rows)
    return (*rows, Row(_("%(number)d more", number=more), "")) if more else tuple(rows)


def row_of(column, notes):
    mark = "key" if column.is_key else "sensitive" if column.is_sensitive else ""
    note, shade = notes.rows.get((column.table, column.name), ("", "")) if notes else (short(column.type), "")
    return Row(column.name, note, mark, shade)


def short(word):
    return {"yes/no": "yes/no", "sealed text": "sealed"}.get(word, word if " " not in word else plain(word))


def shape_of(table, rows, note):
    title = 24 + TITLE * (len(table.name) + len(note) + 2)
    widest = [40 + NAME * len(row.name) + NOTE * len(row.note) + (18 if row.mark else 0) for row in rows]
    width = -(-max(LEAST, title, *widest) // 4) * 4
    return Shape(table.name, int(width), HEAD + len(rows) * ROW + PAD)


def link_of(one, rows):
    return Link(one.table, place(rows[one.table], one.column), one.target, place(rows[one.target], one.target_column))


def place(rows, name):
    return next((at for at, row in enumerate(rows) if row.name == name), 0)


def said(schema, table):
    up, down = schema.relations_of(table.name)
    near = sorted({one.target for one in up} | {one.table for one in down} - {table.name})
    known = {"table": table.name, "number": len(table.columns), "near": ", ".join(near)}
    if not near:
        return _("%(table)s: %(number)d fields, linked with nothing", **known)
    return _("%(table)s: %(number)d fields, linked with %(near)s", **known)


def line_of(wire, relations, rows, chosen):
    link = wire.link
    relation = relations[link.child, rows[link.child][link.child_row].name]
    first, last = wire.points[0], wire.points[-1]
    outwards = 1 if link.child == link.parent else -1  # back into the side it came from, or into the other one
    many = sign(relation.one, *(first if wire.from_child else last), 1 if wire.from_child else outwards)
    one = sign(True, *(last if wire.from_child else first), outwards if wire.from_child else 1)
    way = "".join(f"{'L' if at else 'M'}{x} {y}" for at, (x, y) in enumerate(wire.points))
    return Line(way + many + one, chosen in (link.child, link.parent), not relation.required)


def sign(one, x, y, side):
    """A bar across the wire for one, a fork for many, at the side of a box."""
    if one:
        return f"M{x + side * 7} {y - 5}V{y + 5}"
    return f"M{x} {y - 6}L{x + side * 10} {y}L{x} {y + 6}"
