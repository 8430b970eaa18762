"""The customers that a person worked on last, as the ledger knows it: nothing is written down for it."""

from flask import url_for
from sqlalchemy import func, select

from contacts.access import current_actor, may, unrestricted
from contacts.customers.models import Customer
from contacts.db import db
from contacts.history.models import Operation
from contacts.search.offers import FEW, Offer
from contacts.search.people import shown

LOOKED_AT = 200  # own deeds, the latest


def recent():
    """Offers of those customers that the person may read, the latest first."""
    ids = last_subjects() if may("read", "customers") else []
    rows = db.session.execute(shown(select(Customer.id)).where(Customer.id.in_(ids))).all() if ids else []
    return [offer_of(row) for row in sorted(rows, key=lambda row: ids.index(row.id))]


def last_subjects():
    """The ids of the customers that this person's deeds were about."""
    deeds = (Operation.actor_id == current_actor().id, Operation.subject_table == "customers")
    mine = select(Operation.id, Operation.subject_id).where(*deeds).order_by(Operation.id.desc()).limit(LOOKED_AT)
    mine = mine.subquery()
    last = select(mine.c.subject_id).group_by(mine.c.subject_id).order_by(func.max(mine.c.id).desc()).limit(FEW)
    with unrestricted("one's own deeds tell whom one worked on last") as session:
        return session.scalars(last).all()


def offer_of(row):
    return Offer(
        row.name,
        url_for("customers.show", id=row.id),
        about=getattr(row, "company", None) or "",
        at=getattr(row, "at", None),
        person=(row.id, row.name, row.kind == "organisation"),
    )
