"""The web face of custom fields. `/admin/custom-fields`."""

from flask import Blueprint, request, url_for

from contacts.access import needs
from contacts.customfields.actions import Refused, add_field, bring_back, edit_field, put_away
from contacts.customfields.forms import FieldForm, KindForm
from contacts.customfields.queries import get_field, get_field_in_use, list_fields, number_of_values
from contacts.customfields.retyping import change_type
from contacts.customfields.type_form import TypeForm
from contacts.customfields.words import OFFERED, RECORDS, TYPES, Type
from contacts.web import _, moved, page, say
from contacts.web.conflicts import stale

bp = Blueprint("custom_fields", __name__, url_prefix="/admin/custom-fields")


@bp.get("")
@needs("users", "read")
def index():
    return page("admin/custom_fields/index.html", fields=list_fields(), records=RECORDS, types=TYPES)


@bp.get("/new")
@needs("users", "create")
def new():
    """First of which records and what kind of value; then what a field of this kind can have."""
    record, type = asked_kind()
    if record is None:
        return page("admin/custom_fields/kind.html", form=KindForm(formdata=request.args or None))
    return edited(FieldForm(record, type))


@bp.post("")
@needs("users", "create")
def create():
    record, type = asked_kind()
    if record is None:
        return page("admin/custom_fields/kind.html", 422, form=KindForm())
    form = FieldForm(record, type)
    if not form.validate():
        return edited(form, 422)
    try:
        row, operation = add_field(record, type, form.fields_of())
    except Refused as problem:
        return edited(form.refuse("label", str(problem)), 422)
    say(_("Field added."), operation)
    return moved(url_for(".index", _anchor=f"field-{row.id}"))


@bp.get("/<int:id>")
@needs("users", "edit")
def edit(id):
    row = get_field_in_use(id)
    return edited(FieldForm(row.record, row.type, row))


@bp.post("/<int:id>")
@needs("users", "edit")
def update(id):
    row = get_field_in_use(id)
    form = FieldForm(row.record, row.type, row)
    if stale(form, row):
        return edited(form.refuse("label", _("Somebody changed this field meanwhile. Open it again.")), 409)
    if not form.validate():
        return edited(form, 422)
    say(_("Saved."), edit_field(row, form.fields_of()))
    return moved(url_for(".index", _anchor=f"field-{id}"))


@bp.get("/<int:id>/type")
@needs("users", "edit")
def ask_type(id):
    """What another type would make of the values; nothing is changed."""
    row = get_field_in_use(id)
    return previewed(row, TypeForm(row, formdata=request.args or None))


@bp.post("/<int:id>/type")
@needs("users", "edit")
def retype(id):
    row = get_field_in_use(id)
    form = TypeForm(row)
    if stale(form, row):
        return previewed(row, form.refuse("type", _("Somebody changed this field meanwhile. Open it again.")), 409)
    if not form.validate():
        return previewed(row, form, 422)
    say(_("Type changed."), change_type(row, form.preview))
    return moved(url_for(".index", _anchor=f"field-{id}"))


@bp.post("/<int:id>/archive")
@needs("users", "delete")
def archive(id):
    say(_("Field put away. Its values are kept."), put_away(get_field(id, "delete")))
    return moved(url_for(".index"))


@bp.post("/<int:id>/restore")
@needs("users", "delete")
def restore(id):
    say(_("Field brought back."), bring_back(get_field(id, "delete")))
    return moved(url_for(".index"))


def previewed(row, form, status=200):
    return page("admin/custom_fields/type.html", status, row=row, form=form, records=RECORDS, types=TYPES)


def asked_kind():
    """(record, type) of the address or the form; None when they are not known."""
    record, type = request.values.get("record"), request.values.get("type")
    return (record, Type(type)) if record in OFFERED and type in TYPES else (None, None)


def edited(form, status=200):
    known = {"record": form.record, "type": form.type, "records": RECORDS, "types": TYPES}
    known["number"] = number_of_values(form.row) if form.row else 0
    return page("admin/custom_fields/edit.html", status, form=form, row=form.row, **known)
