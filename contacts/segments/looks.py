"""Who entered a segment and who left it since somebody kept who was in it."""

import hashlib
from typing import NamedTuple

from sqlalchemy import and_, select

from contacts.access import current_actor, unrestricted
from contacts.customers.models import Customer
from contacts.db import db
from contacts.segments.definition import NotUnderstood
from contacts.segments.meaning import condition_of
from contacts.segments.models import SegmentLook, SegmentMember
from contacts.segments.queries import count, sample
from contacts.segments.within import meant_by
from contacts.web.filters import number
from contacts.web.words import _

MOST_KEPT = 10_000  # customers a look
LOOKS_KEPT = 30  # of a person at a segment


class Since(NamedTuple):
    """What happened since a look: `[(label, (number, are there more), [(id, name)])]`."""

    look: SegmentLook
    changes: list


def looks_at(segment):
    """Those of the acting person at what the segment says today, the latest first."""
    with unrestricted("a person sees when they looked at a segment") as session:
        return session.scalars(their_looks(segment).limit(LOOKS_KEPT)).all()


def their_looks(segment):
    mine = (SegmentLook.segment_id == segment.id, SegmentLook.user_id == current_actor().id)
    same = SegmentLook.definition_hash == hash_of(segment)
    return select(SegmentLook).where(*mine, same).order_by(SegmentLook.looked_at.desc(), SegmentLook.id.desc())


def hash_of(segment):
    return hashlib.sha256(segment.definition.encode()).hexdigest()


def since(look, group):
    """What happened since a look of the acting person, as far as they see the customers today."""
    with unrestricted("a person sees who was in a segment when they looked") as session:
        then = session.scalars(select(SegmentMember.customer_id).where(SegmentMember.look_id == look.id)).all()
    now, was = condition_of(group), Customer.id.in_(then)
    found = ((_("Entered"), (now, ~was)), (_("Left"), (was, ~now)))
    return Since(look, [(label, count(*both), sample(and_(*both))) for label, both in found])


def members_of(segment):
    """The keys of those in it. NotUnderstood when it cannot be read, or holds more than are kept."""
    wanted = select(Customer.id).where(meant_by(segment.id)).order_by(Customer.id).limit(MOST_KEPT + 1)
    ids = db.session.scalars(wanted).all()
    if len(ids) > MOST_KEPT:
        raise NotUnderstood(_("That is more than %(count)s customers: too many to be kept.", count=number(MOST_KEPT)))
    return ids
