"""The web face of reveals: a mask, the question why, and the value for a minute."""

from flask import Blueprint, after_this_request, request, url_for

from contacts.access import needs, record_event, record_event_now
from contacts.customers.field_names import field_name
from contacts.customers.queries import get_customer
from contacts.reveals.forms import RevealForm
from contacts.reveals.queries import masked_field, minutes_to_wait
from contacts.web import _, answered_at, ngettext, page
from contacts.web.errors import problem
from contacts.web.listing import asked_id

bp = Blueprint("reveals", __name__, url_prefix="/customers/<int:customer_id>/reveals")

PANEL = "reveals/index.html#panel"
SECONDS = 60


def asked_for(customer_id):
    """The context of the field that the address names, and its plain value."""
    field, row = request.args.get("field", ""), asked_id("row")
    customer, masked = get_customer(customer_id), masked_field(field)
    value = masked.value_of(customer, row)
    known = {"customer": customer, "field": field, "row": row, "label": field_name(field)}
    return {**known, "mask": masked.mask_of(value), "value": None, "form": None}, masked.readable(value)


@bp.get("")
@needs("customers", "read")
def index(customer_id):
    """The mask again."""
    return page(PANEL, **asked_for(customer_id)[0])


@bp.get("/new")
@needs("customers", "read")
def new(customer_id):
    context, _value = asked_for(customer_id)
    return page(PANEL, **{**context, "form": RevealForm()})


@bp.post("")
@needs("customers", "read")
def create(customer_id):
    context, value = asked_for(customer_id)
    form = RevealForm()
    if not form.validate():
        return page(PANEL, 422, **{**context, "form": form})
    if wait := minutes_to_wait():
        return held_back(wait, context["field"])
    record_event("reveal", field=context["field"], record=context["customer"], detail=form.reason.data)
    answered_at(mask_address(context))  # sent again, the same form shows the mask
    return hidden_again(page(PANEL, **{**context, "value": value}))


def mask_address(context):
    return url_for(".index", customer_id=context["customer"].id, field=context["field"], row=context["row"])


def held_back(wait, field):
    """So many look like somebody who collects them: administrators read of it."""

    @after_this_request
    def note(response):  # when what this request began is over
        record_event_now("reveal_held_back", field=field)
        return response

    one, many = _("That is enough for now. Wait %(num)d minute."), _("That is enough for now. Wait %(num)d minutes.")
    return *problem(429, ngettext(one, many, wait)), {"Retry-After": str(wait * 60)}


def hidden_again(response):
    """A browser without JavaScript leaves the page by itself; with it, js/behaviors/conceal.js asks for the mask."""
    customer_id = request.view_args["customer_id"]
    if not request.htmx.partial:
        response.headers["Refresh"] = f"{SECONDS}; url={url_for('customers.show', id=customer_id)}"
    return response
