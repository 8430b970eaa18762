"""Two people edited the same record: the second sees both versions, field by field, and loses neither."""

from flask import request
from wtforms import BooleanField, SelectMultipleField
from wtforms.fields.choices import SelectFieldBase

from contacts.web.pages import page
from contacts.web.words import _

OWN = {"version", "idempotency_key", "csrf_token"}


def stale(form, record):
    """Whether the record changed since the form was opened."""
    return form.version.data not in (None, "") and str(form.version.data) != str(record.version)


def conflict(form, record, action, present=None, into=None, **known):
    """409: what was typed beside what is there now. The person chooses for each field, and posts again to `action`.

    `present` is the form of what is there now, where that takes more than the record; `known` gives fields that are
    called otherwise than the record's attributes. `into` is the id of the piece that the question stands in.
    """
    present = present or type(form)(formdata=None, obj=record, **known)
    hidden, differing = [("version", record.version)], []
    for field in form:
        if field.name in OWN:
            continue
        mine, theirs = sent(field), sent(present[field.name])
        if mine == theirs:
            hidden += mine
        else:
            sides = [("mine", in_words(field), mine), ("theirs", in_words(present[field.name]), theirs)]
            differing.append((field.name, field.label.text, sides))
    context = {"action": action, "rows": differing, "hidden": hidden, "who": None, "when": record.updated_at}
    context["into"] = into
    return page("errors/conflict.html#conflict", 409, **context)


def sent(field):
    """`[(name, value)]` as the field's controls would send it; a box that is not ticked sends nothing.

    A field made of others says so itself, by a method of this name; and for people, by `in_words`.
    """
    if hasattr(field, "sent"):
        return field.sent()
    if isinstance(field, BooleanField):
        return [(field.name, "y")] if field.data else []
    if isinstance(field, SelectMultipleField):
        return [(field.name, str(value)) for value in sorted(field.data or ())]
    value = field._value() if hasattr(field, "_value") else field.data
    return [(field.name, "" if value is None else str(value))]


def in_words(field):
    """A field's value as people read it: a choice by its label."""
    if hasattr(field, "in_words"):
        return field.in_words()
    if isinstance(field, BooleanField):
        return _("Yes") if field.data else _("No")
    values = [value for _name, value in sent(field)]
    if isinstance(field, SelectFieldBase):
        labels = {str(value or ""): label for value, label, *_more in field.iter_choices()} if field.choices else {}
        return ", ".join(str(labels.get(value, value)) for value in values)
    return values[0]


def resolve(posted):
    """The form data of a conflict page: for each field the version that was chosen."""
    chosen = posted.copy()
    for name in [key.removeprefix("choice-") for key in posted if key.startswith("choice-")]:
        side = "theirs" if posted[f"choice-{name}"] == "theirs" else "mine"
        for key in [key for key in posted if key == f"{side}-{name}" or key.startswith(f"{side}-{name}-")]:
            chosen.setlist(key.removeprefix(f"{side}-"), posted.getlist(key))
    return chosen


def submitted():
    """What was posted, conflicts resolved: give it to a form as `formdata`."""
    return resolve(request.form)
