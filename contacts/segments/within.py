"""Segments that ask about other segments: who is in one of those."""

from contextlib import contextmanager

from flask import g
from sqlalchemy import or_, select, true

from contacts.db import answer, db
from contacts.segments.definition import NotUnderstood
from contacts.segments.fields import add_field
from contacts.segments.meaning import condition_of
from contacts.segments.models import Segment
from contacts.segments.queries import MOST_LISTED, read_segment
from contacts.segments.questions import Kind
from contacts.web.words import _

DEEPEST = 5


class Members:
    """Stands where a column does: a customer is in one of some segments."""

    def in_(self, ids):
        return or_(*map(meant_by, ids))

    def is_not(self, _nothing):
        return true()


def meant_by(id):
    """What must hold of who is in this segment. NotUnderstood when it cannot be read, or leads back to itself."""
    segment = db.session.get(Segment, id)
    if segment is None:
        raise NotUnderstood(_("A segment that this one asks about is gone."))
    with inside(id):
        known = read_segment(segment)
        if known.problem:
            raise NotUnderstood(known.problem)
        return condition_of(known.group)


@contextmanager
def inside(id):
    """While this segment is being read, nothing in it may ask about itself."""
    within = g.setdefault("segments_within", [])
    if id in within or len(within) >= DEEPEST:
        raise NotUnderstood(_("Segments cannot ask about each other in a circle, or through more than five others."))
    within.append(id)
    try:
        yield
    finally:
        within.pop()


def others():
    return answer(ask_others())


def ask_others():
    """Asks for `[(id, name)]` of the segments that somebody finds."""
    named = select(Segment.id, Segment.name).order_by(Segment.name, Segment.id).limit(MOST_LISTED)
    return [(str(id), name) for id, name in (yield {"segments": named})["segments"]]


add_field(
    "segments.member", _("Segment"), _("Customer"), Kind.CHOICE, lambda test: test(Members()), lambda: True, others, int
)
