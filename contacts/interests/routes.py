"""The web face of interests: chips on the record, and a list to tick."""

from flask import Blueprint, request, url_for

from contacts.access import needs
from contacts.customers.queries import get_customer
from contacts.interests.actions import set_interests
from contacts.interests.queries import all_categories, interests_panel
from contacts.web import _, done, page, say

bp = Blueprint("interests", __name__, url_prefix="/customers/<int:customer_id>/interests")

PANEL = "interests/index.html#panel"


@bp.get("")
@needs("interests", "read")
def index(customer_id):
    customer = get_customer(customer_id)
    return page(PANEL, customer=customer, **interests_panel(customer))


@bp.get("/edit")
@needs("interests", "edit")
def edit(customer_id):
    customer = get_customer(customer_id)
    return page(PANEL, customer=customer, categories=all_categories(), **interests_panel(customer))


@bp.post("")
@needs("interests", "edit")
def update(customer_id):
    customer = get_customer(customer_id)
    ticked = [int(id) for id in request.form.getlist("category") if id.isdecimal() and len(id) < 16]
    say(_("Interests saved."), set_interests(customer, ticked))
    return done(url_for("customers.show", id=customer.id), PANEL, customer=customer, **interests_panel(customer))
