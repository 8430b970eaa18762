"""Keeping segments."""

from sqlalchemy import delete, insert, select

from contacts.access import current_actor, elevate
from contacts.db import db, utcnow
from contacts.history import begin
from contacts.segments.definition import NotUnderstood, written
from contacts.segments.looks import LOOKS_KEPT, hash_of, members_of
from contacts.segments.models import Segment, SegmentLook, SegmentMember
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


def keep_look(segment):
    """Keep who is in the segment now, for the acting person; their oldest looks go. Returns what to say of it."""
    try:
        ids = members_of(segment)
    except NotUnderstood as problem:
        return str(problem)
    look = {"segment_id": segment.id, "user_id": current_actor().id, "definition_hash": hash_of(segment)}
    elevate("what a segment said of people is kept where no role reads it")
    id = db.session.scalar(insert(SegmentLook).values(**look, looked_at=utcnow()).returning(SegmentLook.id))
    if ids:
        db.session.execute(insert(SegmentMember), [{"look_id": id, "customer_id": one} for one in ids])
    forget_old_looks(look["segment_id"], look["user_id"])
    return _("Kept who is in it now.")


def forget_old_looks(segment_id, user_id):
    theirs = SegmentLook.segment_id == segment_id, SegmentLook.user_id == user_id
    kept = select(SegmentLook.id).where(*theirs).order_by(SegmentLook.id.desc()).limit(LOOKS_KEPT)
    db.session.execute(delete(SegmentLook).where(*theirs, SegmentLook.id.not_in(kept)))
