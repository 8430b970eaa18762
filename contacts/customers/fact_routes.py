"""The web face of a single fact: shown, edited where it stands, or on a small page without JavaScript."""

from flask import Blueprint, url_for

from contacts.access import needs, reachable
from contacts.customers.actions import edit_customer
from contacts.customers.facts import (
    fact_context,
    form_context,
    hero_context,
    known_fact,
    overtaken,
    present_form,
    sent_form,
    words_of,
)
from contacts.customers.queries import get_customer
from contacts.web import _, done, moved, page, say
from contacts.web.conflicts import conflict

bp = Blueprint("facts", __name__, url_prefix="/customers/<int:customer_id>/facts/<fact>")

VALUE, EDIT = "customers/fact.html#fact", "customers/fact_edit.html#fact_edit"


@bp.get("")
@needs("customers", "read")
def show(customer_id, fact):
    return page(VALUE, **fact_context(get_customer(customer_id), known_fact(fact)))


@bp.get("/edit")
@needs("customers", "edit")
def edit(customer_id, fact):
    customer = get_customer(customer_id, "edit")
    form = present_form(customer, known_fact(fact))
    return page(EDIT, **fact_context(customer, fact), **form_context(fact, form, form))


@bp.post("")
@needs("customers", "edit")
def update(customer_id, fact):
    customer = get_customer(customer_id, "edit")
    form, present = sent_form(customer, known_fact(fact)), present_form(customer, fact)
    if overtaken(form, customer, present):
        url = url_for(".update", customer_id=customer.id, fact=fact)
        return conflict(form, customer, url, present, into=f"fact-{fact}")
    if not form.validate():
        return page(EDIT, 422, **fact_context(customer, fact), **form_context(fact, form, present))
    if words_of(form) != words_of(present):
        say(_("Saved."), edit_customer(customer, form.fields_of()))
    return back_to(customer, fact)


def back_to(customer, fact):
    """The fact where its form was; who gave the customer away out of their own reach goes on in the list."""
    if not reachable(customer, "read"):
        return moved(url_for("customers.index"))
    shown = url_for("customers.show", id=customer.id)
    return done(shown, VALUE, **fact_context(customer, fact), **hero_context(customer, fact))
