"""The web face of customers."""

from flask import Blueprint, redirect, request, url_for

from contacts.access import needs, reachable, reaching
from contacts.customers.actions import add_customer, delete_customer, edit_customer
from contacts.customers.chips import ask_choices, chips, misread
from contacts.customers.columns import allowed_columns
from contacts.customers.facts import facts_of
from contacts.customers.field_names import MASKABLE
from contacts.customers.forms import customer_form, new_form, typed
from contacts.customers.listing import NAME, column_choices, list_customers
from contacts.customers.preview import preview_of
from contacts.customers.queries import colleagues, company_choices, get_customer, masks_of, shown_customer
from contacts.customers.record import record_context
from contacts.customers.saved import ask_offered, asked_view, start
from contacts.customers.totals import totals_of
from contacts.customers.trail import trail
from contacts.db import answer, side_by_side
from contacts.views.actions import remember
from contacts.views.queries import ask_look, asked_look, chosen
from contacts.web import _, done, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.furniture import furniture
from contacts.web.reader import reader
from contacts.web.standards import languages, time_zones

bp = Blueprint("customers", __name__, url_prefix="/customers")

RESULTS = "customers/index.html#results"


def form_page(form, status=200, **context):
    masks = masks_of(context["customer"]) if "customer" in context else {}
    choices = {"companies": company_choices(), "time_zones": [(z, z) for z in time_zones()]}
    choices["languages"] = languages(reader().locale)
    return page("customers/edit.html", status, form=form, masks=masks, masked_names=MASKABLE, **choices, **context)


@bp.get("")
@needs("customers", "read")
def index():
    around = answer(side_by_side(asked_around()))
    if url := start(around["views"]):
        return redirect(url)
    return page(RESULTS, **listed(list_customers(around["look"], asked_look()), around))


def asked_around():
    """`{name: asker}` of what stands around the rows: which columns, the filters, the views, the sidebar."""
    asked = {"look": ask_look(NAME), "views": [], "choices": {}}
    if not request.htmx.partial:
        asked |= {"furniture": side_by_side(furniture())}
    if not request.htmx.partial or "view" in request.args:
        asked |= {"views": ask_offered()}
    if not request.htmx.partial or "after" not in request.args:
        asked |= {"choices": ask_choices()}
    return asked


def listed(listing, around):
    """What the list's page needs of the listing and of what stands around it."""
    shown = {"chips": chips(listing, around["choices"]) if around["choices"] else [], "misread": misread()}
    shown |= {"choices": column_choices(listing), "views": (asked_view(around["views"]), around["views"])}
    return {"listing": listing, **shown}


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
    around = {"views": ask_offered(), "choices": ask_choices()}
    response = done(listing.first_url, RESULTS, **listed(listing, answer(side_by_side(around))))
    response.headers["HX-Push-Url"] = listing.first_url
    return response


@bp.get("/<int:id>")
@needs("customers", "read")
def show(id):
    customer = shown_customer(id)
    also = {"people": colleagues(customer), "reaches": reaching(customer, "edit", "export")}
    known = {"masks": masks_of(customer), **facts_of(customer), **answer(record_context(customer, **also))}
    return page("customers/show.html", customer=customer, **known)


@bp.get("/<int:id>/preview")
@needs("customers", "read")
def preview(id):
    """What a row of the list shows more of a customer, under the pointer or the focus."""
    row, columns, loaded = preview_of(id)
    if not request.htmx.partial:
        return redirect(url_for(".show", id=id))
    return page("customers/_preview.html", row=row, columns=columns, loaded=loaded)


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
        return conflict(form, customer, url_for(".update", id=id) + trail()[1], present)
    if not form.validate():
        return form_page(form, 422, customer=customer)
    say(_("Saved."), edit_customer(customer, form.fields_of()))
    list_url, onward = trail()
    return moved(url_for(".show", id=id) + onward if reachable(customer, "read") else list_url)


@bp.post("/<int:id>/delete")
@needs("customers", "delete")
def destroy(id):
    say(_("Customer deleted."), delete_customer(get_customer(id, "delete")))
    return moved(trail()[0])
