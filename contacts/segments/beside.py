"""The segments in the sidebar of every page: their names with the page, how many they hold after it."""

from time import monotonic

from flask import g
from sqlalchemy import func, select

from contacts.access import current_actor, may
from contacts.customers.models import Customer
from contacts.db import together
from contacts.segments.definition import NotUnderstood, fields_asked
from contacts.segments.fields import allowed_fields
from contacts.segments.models import Segment
from contacts.segments.queries import COUNTED_TO
from contacts.segments.within import meant_by
from contacts.web.furniture import FURNITURE, furnish

MOST = 8
SECONDS = 60  # so long a count is good enough: a person opens many pages in a minute
KEPT = {}  # {(person, rights, segment, its version): (counted when, number)}
MOST_KEPT = 2_000


def segments_beside():
    """Rows of (id, name, version), one's own first, of which the role may read all that they ask."""
    furnish("segments_beside")
    return g.segments_beside


def ask_segments():
    """The same, asked for together with what else the page needs (see db.together)."""
    found = (yield {"segments": load()}) if may("read", "customers") else {"segments": []}
    allowed = allowed_fields().keys()
    g.segments_beside = [one for one in found["segments"] if fields_asked(one.definition) <= allowed]


def load():
    rows = select(Segment.id, Segment.name, Segment.version, Segment.definition)
    return rows.order_by(Segment.owner_id != current_actor().id, Segment.name, Segment.id).limit(MOST)


def counts():
    """`{segment's id: how many it holds}`, a minute old at most; one more than COUNTED_TO stands for more."""
    keys = {one.id: (current_actor().id, current_actor().rights, one.id, one.version) for one in segments_beside()}
    fresh = {id for id, key in keys.items() if key in KEPT and monotonic() - KEPT[key][0] < SECONDS}
    asked = {str(id): question for id in keys.keys() - fresh if (question := how_many(id)) is not None}
    if len(KEPT) > MOST_KEPT:
        KEPT.clear()
    KEPT.update((keys[int(id)], (monotonic(), rows[0].number)) for id, rows in together(asked).items())
    return {id: KEPT[key][1] for id, key in keys.items() if key in KEPT}


def how_many(id):
    """Asks how many are in it, or is None where that cannot be asked."""
    try:
        held = select(Customer.id).where(meant_by(id)).limit(COUNTED_TO + 1).subquery()
    except NotUnderstood:
        return None
    return select(func.count().label("number")).select_from(held)


FURNITURE["segments_beside"] = ask_segments
