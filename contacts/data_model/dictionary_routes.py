"""The web face of the data dictionary: what each table and each column means, its rules, and who may see it."""

from flask import Blueprint, abort, request

from contacts.access import signed_in
from contacts.data_model.drawing import draw
from contacts.data_model.examples import example_of
from contacts.data_model.live import live_schema
from contacts.data_model.seen import is_administrator, level_of, visible
from contacts.data_model.stages import kept_origins, since
from contacts.data_model.telling import LEVELS, copies_of, matches, readers_of, rules_of
from contacts.data_model.uses import MOST as MOST_USES
from contacts.data_model.uses import uses_of_column, uses_of_table
from contacts.web import page

bp = Blueprint("dictionary", __name__, url_prefix="/data-model")

MOST = 100  # columns that a search shows


@bp.get("/dictionary")
@signed_in
def index():
    """Of `?q=`: the columns that match, and without it every table."""
    schema, q = visible(live_schema().schema), request.args.get("q", "").strip()[:100]
    found = columns_with(schema, q.lower().split()) if q else []
    known = {"q": q, "found": found[:MOST], "is_cut": len(found) > MOST, "rules_of": rules_of}
    return page("data_model/dictionary.html#results", schema=schema, **known)


def columns_with(schema, words):
    return [one for table in schema.tables.values() for one in table.columns if matches(table, one, words)]


@bp.get("/tables/<table_name>")
@signed_in
def table(table_name):
    schema = visible(live_schema().schema)
    shown = schema.tables.get(table_name) or abort(404)
    picture = draw(schema.only(schema.neighbours(table_name)), table_name)
    known = {"uses": uses_of_table(shown), "most_uses": MOST_USES}
    return page("data_model/table.html", schema=schema, table=shown, picture=picture, **known, **telling())


@bp.get("/tables/<table_name>/<column_name>")
@signed_in
def column(table_name, column_name):
    schema = visible(live_schema().schema)
    shown = schema.tables.get(table_name) or abort(404)
    one = shown.column.get(column_name) or abort(404)
    readers = readers_of(one) if is_administrator() else []
    known = {"readers": readers, "copies": copies_of(schema, one)}
    known |= {"uses": uses_of_column(schema, one), "most_uses": MOST_USES}
    return page("data_model/column.html", schema=schema, table=shown, column=one, **known, **telling())


def telling():
    """What the templates ask about columns."""
    origins = kept_origins()
    return {
        "rules_of": rules_of,
        "level_of": level_of,
        "levels": LEVELS,
        "example_of": lambda one: example_of(one, level_of(one)),
        "since": lambda table, column=None: since(origins, table, column),
    }
