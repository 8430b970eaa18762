"""The fields of a form that people added to a record: built for the acting role, checked as they were asked for."""

from functools import partial

from sqlalchemy import select
from wtforms.validators import StopValidation

from contacts.customfields.controls import CLASSES, OwnMoment, TypedField
from contacts.customfields.names import is_there
from contacts.customfields.reading import read
from contacts.customfields.values import editable_fields, table_for, values_of
from contacts.customfields.words import Type
from contacts.db import db
from contacts.web.words import _


def form_with_fields(form, kind, record=None, shown=True):
    """Makes the form with what this role may edit of the fields added to `kind`: call it as the form's own class.

    `record` is what is edited; with `shown` the form begins with what stands in its fields. A new one has the defaults.
    """
    id = record.id if record is not None else None
    known = present_values(kind, id) if shown or record is None else {}
    return partial(with_fields(form, kind, id), **known)


def with_fields(form, kind, id=None):
    """The form class with these fields; `id` is the record's, if any."""
    added = {field.name: form_field(field, id) for field in editable_fields(kind)}
    return type(form.__name__, (form,), {**added, "record_kind": kind}) if added else form


def present_values(kind, id=None):
    """What a form shows in them: what is there, or what a new record begins with."""
    if id is None:
        return {field.name: read(field, field.default) for field in editable_fields(kind) if field.default}
    return values_of(kind, id) if editable_fields(kind) else {}


def apart(kind, fields):
    """(the record's own fields, those that were added) of `{name: value}`."""
    added = {field.name for field in editable_fields(kind)}
    own = {name: value for name, value in fields.items() if name not in added}
    return own, {name: value for name, value in fields.items() if name in added}


def form_field(field, id):
    """A field of WTForms, not yet of any form."""
    known = {"validators": [given(field), free(field, id)], "description": field.help or ""}
    known["id"] = f"{field.kind}-{field.name}"  # a page may have forms of several kinds
    if field.type is Type.MOMENT:
        return OwnMoment(field.label, custom=field, rules=known.pop("validators"), **known)
    if field.type in CLASSES:
        return CLASSES[field.type](field.label, custom=field, standing=partial(standing_in, field, id), **known)
    return TypedField(field.label, custom=field, **known)


def given(field):
    """Fill it in, where that is asked for; what is wrong with it was said already."""

    def rule(_form, one):
        if one.errors:
            raise StopValidation
        if field.required and one.data in (None, [], ""):
            raise StopValidation(_("Fill this in."))

    rule.field_flags = {"required": True} if field.required else {}
    return rule


def free(field, id):
    """No other record has it, where no two may have the same; what it leads to is there, or stays as it is."""

    def rule(_form, one):
        leads = one.data is not None and field.type in (Type.RECORD, Type.PERSON)
        if leads and not is_there(field, one.data) and one.data != standing_in(field, id):
            raise StopValidation(_("There is no such record that you may read."))
        if one.data is not None and field.is_unique and is_taken(field, one.data, id):
            raise StopValidation(_("Another record has this already."))

    return rule


def standing_in(field, id):
    """What is there: a colleague may have left since, and a record may be beyond the reach of who edits this one."""
    return None if id is None else values_of(field.kind, id).get(field.name)


def is_taken(field, value, id=None):
    table = table_for(field.kind)
    same = select(table.c.id).where(table.c[field.column] == value, table.c.id != (id or 0))
    return db.session.execute(same.limit(1)).first() is not None
