"""Keeping segments."""

from contacts.access import current_actor
from contacts.db import db
from contacts.history import begin
from contacts.segments.definition import written
from contacts.segments.models import Segment
from contacts.views.models import Sharing
from contacts.web.words import _


def save_segment(segment, name, sharing, group):
    """A new one of the acting person, or changes. Returns `(record, operation's id)`."""
    operation = begin("segments.save", "Edited a segment" if segment else "Added a segment")
    segment = segment or Segment(owner_id=current_actor().id)
    segment.name, segment.sharing, segment.definition = name, sharing, written(group)
    db.session.add(segment)
    db.session.flush()
    return segment, operation


def copy_segment(segment):
    """One of one's own that means the same. Returns `(record, operation's id)`."""
    operation = begin("segments.copy", "Copied a segment")
    name = _("Copy of %(name)s", name=segment.name)[:80]
    copy = Segment(name=name, definition=segment.definition, sharing=Sharing.PRIVATE, owner_id=current_actor().id)
    db.session.add(copy)
    db.session.flush()
    return copy, operation


def delete_segment(segment):
    """Returns the operation's id."""
    operation = begin("segments.delete", "Deleted a segment", segment)
    db.session.delete(segment)
    db.session.flush()
    return operation
