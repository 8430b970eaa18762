"""The web face of favourites: their page, and the star of a customer."""

from flask import Blueprint, url_for

from contacts.access import needs
from contacts.customers.queries import get_customer
from contacts.favourites.actions import turn
from contacts.web import _, done, page, say

bp = Blueprint("favourites", __name__)

STAR = "favourites/index.html#star"
SENTENCES = {
    True: _("Added to your favourites."),
    False: _("Taken out of your favourites."),
    None: _("Fifty favourites are enough. Take one out first."),
}


@bp.get("/favourites")
@needs("customers", "read")
def index():
    return page("favourites/index.html")


@bp.post("/customers/<int:customer_id>/favourite")
@needs("customers", "read")
def update(customer_id):
    customer = get_customer(customer_id)
    say(SENTENCES[turn(customer)])
    return done(url_for("customers.show", id=customer.id), STAR, customer=customer, renew_favourites=True)
