"""The web face of conversations: the timeline and its composer."""

from flask import Blueprint, request, url_for

from contacts.access import needs
from contacts.communications.actions import delete_communication, log_communication, pin_communication
from contacts.communications.forms import LogForm
from contacts.communications.queries import PAGE, entries_of, get_communication
from contacts.customers.queries import get_customer
from contacts.customers.record import panel
from contacts.web import _, done, page, say

bp = Blueprint("communications", __name__, url_prefix="/customers/<int:customer_id>/communications")

PANEL = "communications/index.html#panel"


@panel("communications")
def communications_panel(customer):
    """The composer, and a page of the timeline from `?before=<id>` on."""
    entries = entries_of(customer, request.args.get("before", ""))
    more = entries.pop() if len(entries) > PAGE else None
    return {"entries": entries, "older": entries[-1].id if more else None, "log_form": LogForm(formdata=None)}


@bp.get("")
@needs("communications", "read")
def index(customer_id):
    customer = get_customer(customer_id)
    return page(PANEL, customer=customer, **communications_panel(customer))


@bp.post("")
@needs("communications", "create")
def create(customer_id):
    customer, form = get_customer(customer_id), LogForm()
    if not form.validate():
        return page(PANEL, 422, customer=customer, **{**communications_panel(customer), "log_form": form})
    log_communication(customer, form.fields_of())
    return finish(customer, _("Logged."))


@bp.post("/<int:id>/delete")
@needs("communications", "delete")
def destroy(customer_id, id):
    customer = get_customer(customer_id)
    operation = delete_communication(customer, get_communication(customer, id, "delete"))
    return finish(customer, _("Entry deleted."), operation)


@bp.post("/<int:id>/pin")
@needs("communications", "edit")
def pin(customer_id, id):
    customer = get_customer(customer_id)
    entry = get_communication(customer, id, "edit")
    pin_communication(customer, entry, not entry.pinned)
    return finish(customer, _("Pinned.") if entry.pinned else _("Unpinned."))


def finish(customer, sentence, operation=None):
    say(sentence, operation)
    return done(url_for("customers.show", id=customer.id), PANEL, customer=customer, **communications_panel(customer))
