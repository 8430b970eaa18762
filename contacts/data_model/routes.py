"""The web face of the data model: the diagram, drawn from the live schema, and the tables in words."""

from flask import Blueprint, Response, abort, request

from contacts.access import signed_in
from contacts.data_model.dictionary_routes import telling
from contacts.data_model.drawing import draw
from contacts.data_model.files import FORMATS, file_of
from contacts.data_model.filling import rows_in
from contacts.data_model.live import live_schema
from contacts.data_model.overlays import ROLE, SAYS, notes_for, offered, roles
from contacts.data_model.seen import INSIDE, is_administrator, part_of, visible
from contacts.data_model.viewing import ZOOMS, asked_view, first_table
from contacts.web import page

bp = Blueprint("data_model", __name__, url_prefix="/data-model")


@bp.get("")
@signed_in
def index():
    live = live_schema()
    schema = visible(live.schema)
    overlays, rights = offered(), roles_to_choose()
    view = asked_view(schema, overlays, rights)
    part, table = drawn(schema, view), schema.tables.get(view.table or first_table(schema))
    notes = notes_for(view, part, rights)
    known = {"schema": schema, "version": live.version, "part_of": part_of, "zooms": ZOOMS, "formats": FORMATS}
    known |= {"overlays": overlays, "says": SAYS, "roles": rights, "is_administrator": is_administrator()}
    shown = {"picture": draw(part, view.table, notes), "notes": notes, "table": table, "rows": rows_in(schema, table)}
    return page("data_model/index.html#panel", view=view, **known, **shown, **telling())


@bp.get("/schema.<file_format>")
@signed_in
def download(file_format):
    """What the reader may read about, as a file."""
    _label, media_type = FORMATS.get(file_format) or abort(404)
    live = live_schema()
    response = Response(file_of(file_format, visible(live.schema), live.reflected), mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="schema.{file_format}"'
    return response


def roles_to_choose():
    """Asked for only when somebody looks at what a role sees."""
    return roles() if request.args.get("show") == ROLE else {}


def drawn(schema, view):
    """The tables that the diagram shows: those of records and people, and others when they are asked for."""
    if view.near:
        return schema.only(schema.neighbours(view.table))
    if view.all or (view.table and part_of(schema.tables[view.table]) == INSIDE):
        return schema
    return schema.only({name for name, table in schema.tables.items() if part_of(table) != INSIDE})
