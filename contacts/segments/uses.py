"""What the dictionary says of segments: which fields each asks about."""

from functools import lru_cache

from flask import url_for
from sqlalchemy import select

from contacts.access import may
from contacts.access.growing import grown
from contacts.access.questions import columns_named_in
from contacts.data_model.uses import Use, tells_uses
from contacts.segments.definition import fields_asked
from contacts.segments.fields import all_fields, allowed_fields
from contacts.segments.models import Segment
from contacts.segments.queries import MOST_LISTED
from contacts.web.words import _

ASKED = _("asked about")


@tells_uses("segments")
def ask_segments():
    """Asks for those that the acting person finds; none that asks about what their role does not read."""
    if not may("read", "customers"):
        return []
    allowed = allowed_fields()
    wanted = select(Segment.id, Segment.name, Segment.definition).order_by(Segment.name, Segment.id)
    found = (yield {"segments": wanted.limit(MOST_LISTED)})["segments"]
    asked = [(row, fields_asked(row.definition)) for row in found]
    return [use_of(row, names) for row, names in asked if names <= allowed.keys()]


def use_of(row, names):
    columns = {column: [ASKED] for name in sorted(names) for column in columns_of(name)}
    return Use(_("Segment"), row.name, url_for("segments.show", id=row.id), columns)


@grown
@lru_cache(512)
def columns_of(name):
    """The `table.column`s that must be looked at to say something about a field."""
    condition = all_fields()[name].among(lambda column: column.is_not(None))
    return tuple(dict.fromkeys(f"{table}.{column}" for table, column in columns_named_in(condition)))
