"""Questions about segments: which there are, whom they hold, and how they overlap."""

from typing import NamedTuple

from flask import abort
from sqlalchemy import func, select

from contacts.access import current_actor, fetch, may
from contacts.customers.models import Customer
from contacts.db import db
from contacts.segments.definition import NotUnderstood, read
from contacts.segments.fields import allowed_fields
from contacts.segments.meaning import condition_of, sentence_of
from contacts.segments.models import Segment
from contacts.users.models import User
from contacts.web.words import _

MOST_LISTED, COUNTED_TO, SAMPLE = 100, 1000, 8


class Read(NamedTuple):
    """A segment as the acting role may read it; `problem` says why it may not, and then there is no `group`."""

    segment: Segment
    owner: str
    group: object
    problem: str

    @property
    def sentence(self):
        return sentence_of(self.group) if self.group else self.problem


def read_segment(segment, owner=""):
    try:
        return Read(segment, owner, read(segment.definition, allowed_fields()), "")
    except NotUnderstood as problem:
        return Read(segment, owner, None, str(problem))


def list_segments():
    """Those that the acting person finds, by name, as far as their role may read them."""
    wanted = select(Segment, User.name).join(User, User.id == Segment.owner_id)
    rows = db.session.execute(wanted.order_by(Segment.name, Segment.id).limit(MOST_LISTED)).all()
    return [read_segment(segment, owner) for segment, owner in rows]


def get_segment(id, to_change=False):
    """The segment, or 404 when the acting person does not find it, or 403 when it is somebody else's to change."""
    segment = fetch(Segment, id)
    if to_change and not is_theirs(segment):
        abort(403)
    return segment


def is_theirs(segment):
    """Whether the acting person may change it: their own, and those who manage people what others share."""
    return segment.owner_id == current_actor().id or bool(may("edit", "users"))


def count(*conditions):
    """How many customers there are of whom all of it holds, and whether there are more than we count."""
    found = select(Customer.id).where(*conditions).limit(COUNTED_TO + 1).subquery()
    number = db.session.scalar(select(func.count()).select_from(found))
    return min(number, COUNTED_TO), number > COUNTED_TO


def sample(condition):
    """`[(id, name)]` of the first few, by name."""
    wanted = select(Customer.id, Customer.name).where(condition).order_by(Customer.sort_name, Customer.id)
    return db.session.execute(wanted.limit(SAMPLE)).all()


def overlap(one, other):
    """`[(label, (number, are there more))]`: who is in both, and who only in one of two definitions."""
    first, second = condition_of(one.group), condition_of(other.group)
    return [
        (_("In both"), count(first, second)),
        (_("Only in “%(name)s”", name=one.segment.name), count(first, ~second)),
        (_("Only in “%(name)s”", name=other.segment.name), count(~first, second)),
    ]
