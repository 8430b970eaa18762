"""What segments add to the list of customers: the filter by one of them."""

from sqlalchemy import select

from contacts.customers.finding import add_filter, is_id
from contacts.db import db
from contacts.segments.definition import NotUnderstood
from contacts.segments.models import Segment
from contacts.segments.within import ask_others, meant_by
from contacts.web.words import _


def in_segment(value):
    """None when there is no such segment, or none that the role may read."""
    known = select(Segment.id).where(Segment.id == int(value)) if is_id(value) else None
    if known is None or db.session.scalar(known) is None:
        return None
    try:
        return meant_by(int(value))
    except NotUnderstood:
        return None


add_filter("segment", _("Segment"), _("Any segment"), lambda _chosen: ask_others(), in_segment, lambda: True)
