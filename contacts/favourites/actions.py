"""Starring a customer, and taking the star away."""

from flask import g
from sqlalchemy import func, select

from contacts.access import current_actor
from contacts.db import db
from contacts.favourites.models import Favourite
from contacts.favourites.queries import MOST


def turn(customer):
    """Star the customer, or take the star away. Returns whether it is there now, or None when enough are."""
    key = (current_actor().id, customer.id)
    star = db.session.get(Favourite, key)
    if star is None and count() >= MOST:
        return None
    if star is None:
        db.session.add(Favourite(user_id=key[0], customer_id=key[1]))
    else:
        db.session.delete(star)
    db.session.flush()
    g.pop("favourites", None)
    return star is None


def count():
    mine = select(func.count()).select_from(Favourite).where(Favourite.user_id == current_actor().id)
    return db.session.scalar(mine)
