"""Questions about interests: a customer's, and the categories there are."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from contacts.categories.models import Category
from contacts.customers.record import panel
from contacts.db import db
from contacts.interests.models import Interest


@panel("interests")
def interests_panel(customer):
    wanted = select(Interest).where(Interest.customer_id == customer.id).options(selectinload(Interest.category))
    return {"interests": sorted(db.session.scalars(wanted), key=lambda interest: interest.category.name)}


def all_categories():
    """Every category, by name, to tick."""
    return db.session.scalars(select(Category).order_by(Category.name)).all()
