"""The list's column of how to reach a customer: the phone to ring, else the email to write to, or a mask of it."""

from sqlalchemy import and_, select

from contacts.access import level, masked_values, may, sees
from contacts.customers.models import Customer, Email, Phone
from contacts.db import db

WAYS = {"phone": Phone, "email": Email}


def shows_reach():
    """Whether the role gets anything of phones or emails, be it a mask."""
    return bool(may("read", "contacts")) and any(level_of(model) != "hidden" for model in WAYS.values())


def level_of(model):
    return level(f"{model.__tablename__}.value")


def to_use(model):
    """The one of a customer that is used: it works, and is preferred."""
    return and_(model.is_primary, model.unusable.is_(False))


def with_reach(statement):
    """`phone` and `email`, as far as the role reads them plainly."""
    for name, model in WAYS.items():
        if sees(f"{model.__tablename__}.value"):
            statement = statement.add_columns(model.value.label(name))
            statement = statement.outerjoin(model, and_(model.customer_id == Customer.id, to_use(model)))
    return statement


def masks_of_reach(ids):
    """`{customer id: mask}` where the role sees the phone to ring, else the email to write to, masked only."""
    found = {}
    for model in WAYS.values():
        if level_of(model) == "masked" and (left := [id for id in ids if id not in found]):
            used = select(model.id, model.customer_id).where(model.customer_id.in_(left), to_use(model))
            owners = dict(db.session.execute(used).all())
            masks = masked_values(model.value, list(owners)) if owners else {}
            found |= {owners[id]: mask for id, mask in masks.items()}
    return found
