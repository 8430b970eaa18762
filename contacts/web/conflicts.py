"""Two people edited the same record: the second sees both versions, field by field, and loses neither."""

from flask import request

from contacts.web.pages import page


def stale(form, record):
    """Whether the record changed since the form was opened."""
    return form.version.data not in (None, "") and form.version.data != str(record.version)


def conflict(form, record, action, **known):
    """409: what was typed beside what is there now. The person chooses for each field, and posts again to `action`.

    `known` gives fields that are called otherwise than the record's attributes.
    """
    fields = [field for field in form if field.name not in ("version", "idempotency_key", "csrf_token")]
    rows = [row_of(field, type(form)(formdata=None, obj=record, **known)) for field in fields]
    hidden = [("version", record.version)] + [(name, mine) for name, _label, mine, theirs in rows if mine == theirs]
    differing = [(name, label, mine, theirs, True) for name, label, mine, theirs in rows if mine != theirs]
    context = {"action": action, "rows": differing, "hidden": hidden, "who": None, "when": record.updated_at}
    return page("errors/conflict.html#conflict", 409, **context)


def row_of(field, present):
    there = present[field.name]
    return field.name, field.label.text, written(field), written(there)


def written(field):
    """A field's value as its control would send it."""
    value = field._value() if hasattr(field, "_value") else field.data
    return "" if value is None else str(value)


def resolve(posted):
    """The form data of a conflict page: for each field the version that was chosen."""
    chosen = posted.copy()
    for name in [key.removeprefix("choice-") for key in posted if key.startswith("choice-")]:
        side = "theirs" if posted[f"choice-{name}"] == "theirs" else "mine"
        chosen.setlist(name, [posted.get(f"{side}-{name}", "")])
    return chosen


def submitted():
    """What was posted, conflicts resolved: give it to a form as `formdata`."""
    return resolve(request.form)
