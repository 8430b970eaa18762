"""Segments to begin with: made once, found again by the next load."""

from sqlalchemy import select

from contacts.categories.models import Category
from contacts.db import db
from contacts.segments.definition import Condition, Group, Match, written
from contacts.segments.models import Segment
from contacts.views.models import Sharing


def definitions(category_id):
    """`{name: Group}` of what a team asks about."""
    heard = Condition("communications.last", "within", 90)
    return {
        "Going quiet": Group(
            Match.ALL,
            (Group(Match.ALL, (Condition("purchases.count", "least", "3"),)), Group(Match.NONE, (heard,))),
        ),
        "Leads to ring": Group(
            Match.ALL,
            (
                Condition("customers.status", "any_of", ["lead"]),
                Condition("phones.value", "given"),
                Condition("tasks.open", "no"),
            ),
        ),
        "Interested, never bought": Group(
            Match.ALL,
            (
                Group(Match.ALL, (Condition("interests.category", "any_of", [str(category_id)]),)),
                Group(Match.NONE, (Condition("purchases.category", "any_of", [str(category_id)]),)),
            ),
        ),
    }


def make_segments(owner_id):
    top = select(Category.id).where(Category.parent_id.is_(None)).order_by(Category.name).limit(1)
    known = set(db.session.scalars(select(Segment.name)))
    for name, group in definitions(db.session.scalar(top)).items():
        if name not in known:
            db.session.add(Segment(name=name, definition=written(group), sharing=Sharing.EVERYONE, owner_id=owner_id))
    db.session.flush()
