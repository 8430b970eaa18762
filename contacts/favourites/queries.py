"""Whom the acting person starred, as far as they may still read them."""

from flask import g
from sqlalchemy import select

from contacts.access import current_actor, may, permitted
from contacts.customers.models import Customer
from contacts.favourites.models import Favourite
from contacts.web.furniture import FURNITURE, furnish

MOST = 50


def favourites():
    """Rows of (id, name, kind) by name; asked once a request, for every page shows them."""
    furnish("favourites")
    return g.favourites


def ask_favourites():
    """The same, asked for together with what else the page needs (see db.together)."""
    found = (yield {"favourites": load()}) if may("read", "customers") else {"favourites": []}
    g.favourites = found["favourites"]


def load():
    mine = select(Favourite.customer_id).where(Favourite.user_id == current_actor().id)
    rows = select(Customer.id, Customer.name, permitted(Customer.kind)).where(Customer.id.in_(mine))
    return rows.order_by(Customer.sort_name, Customer.id).limit(MOST)


FURNITURE["favourites"] = ask_favourites
