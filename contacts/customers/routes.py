"""The web face of customers."""

from functools import cache

from flask import Blueprint, redirect, request, url_for

from contacts.access import needs, reachable, reaching
from contacts.customers.actions import add_customer, delete_customer, edit_customer
from contacts.customers.chips import chips
from contacts.customers.columns import allowed_columns
from contacts.customers.facts import facts_of
from contacts.customers.field_names import MASKABLE
from contacts.customers.forms import customer_form, new_form, typed
from contacts.customers.listing import NAME, column_choices, list_customers
from contacts.customers.queries import colleagues, company_choices, get_customer, masks_of, shown_customer
from contacts.customers.record import record_context
from contacts.customers.saved import asked_view, offered_views, start
from contacts.customers.totals import totals_of
from contacts.db import answer
from contacts.views.actions import remember
from contacts.views.queries import chosen
from contacts.web import _, done, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.standards import languages, time_zones

bp = Blueprint("customers", __name__, url_prefix="/customers")

RESULTS = "customers/index.html#results"


def form_page(form, status=200, **context):
    masks = masks_of(context["customer"]) if "customer" in context else {}
    choices = {"companies": company_choices(), "languages": languages(), "time_zones": [(z, z) for z in time_zones()]}
    return page("customers/edit.html", status, form=form, masks=masks, masked_names=MASKABLE, **choices, **context)


@bp.get("")
@needs("customers", "read")
def index():
    offered = cache(offered_views)
    if url := start(offered):
        return redirect(url)
    return page(RESULTS, **listed(list_customers(), offered))


def listed(listing, offered):
    """What the list's page needs; what only some pieces of it show is asked when they do."""
    lazy = {"chips": lambda: chips(listing), "choices": lambda: column_choices(listing)}
    return {"listing": listing, "views": lambda: (asked_view(offered()), offered()), **lazy}


@bp.get("/totals")
@needs("customers", "read")
def totals():
    """How many fit and what they bought for: asked by itself, so that the list need not wait for it."""
    return page("customers/totals.html#totals", totals=totals_of(), back=url_for(".index", **request.args.to_dict()))


@bp.post("/columns")
@needs("customers", "read")
def columns():
    """Which columns, in which order, how dense: as the person wants it from now on, and as the address says it."""
    look = chosen(request.form, allowed_columns())
    remember(NAME, look)
    listing = list_customers(look)
    response = done(listing.first_url, RESULTS, **listed(listing, cache(offered_views)))
    response.headers["HX-Push-Url"] = listing.first_url
    return response


@bp.get("/<int:id>")
@needs("customers", "read")
def show(id):
    customer = shown_customer(id)
    also = {"people": colleagues(customer), "reaches": reaching(customer, "edit", "export")}
    known = {"masks": masks_of(customer), **facts_of(customer), **answer(record_context(customer, **also))}
    return page("customers/show.html", customer=customer, **known)


@bp.get("/new")
@needs("customers", "create")
def new():
    return form_page(new_form())


@bp.post("")
@needs("customers", "create")
def create():
    form = new_form()
    if not form.validate():
        return form_page(form, 422)
    customer = add_customer(form.fields_of())
    say(_("Customer added."))
    return moved(url_for(".show", id=customer.id))


@bp.get("/<int:id>/edit")
@needs("customers", "edit")
def edit(id):
    customer = get_customer(id, "edit")
    return form_page(customer_form(obj=customer, **typed(customer)), customer=customer)


@bp.post("/<int:id>")
@needs("customers", "edit")
def update(id):
    customer = get_customer(id, "edit")
    form = customer_form(formdata=submitted(), record=customer)
    if stale(form, customer):
        present = customer_form(formdata=None, obj=customer, **typed(customer))
        return conflict(form, customer, url_for(".update", id=id), present)
    if not form.validate():
        return form_page(form, 422, customer=customer)
    say(_("Saved."), edit_customer(customer, form.fields_of()))
    return moved(url_for(".show", id=id) if reachable(customer, "read") else url_for(".index"))


@bp.post("/<int:id>/delete")
@needs("customers", "delete")
def destroy(id):
    say(_("Customer deleted."), delete_customer(get_customer(id, "delete")))
    return moved(url_for(".index"))
