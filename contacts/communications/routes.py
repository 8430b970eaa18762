"""The web face of conversations: the timeline, its composer, and one conversation."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from contacts.access import may, needs
from contacts.communications.actions import (
    delete_communication,
    edit_communication,
    log_communication,
    pin_communication,
)
from contacts.communications.composer import COLUMNS, LogForm
from contacts.communications.feed import feed_of, one_of
from contacts.communications.forms import EntryForm
from contacts.communications.queries import get_communication
from contacts.communications.ticket_actions import open_ticket
from contacts.communications.tickets import open_tickets
from contacts.customers.queries import get_customer
from contacts.customers.record import panel
from contacts.customfields.fields import form_with_fields
from contacts.db import side_by_side
from contacts.history import running
from contacts.web import _, done, outdate, own_path, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.forms import editable

bp = Blueprint("communications", __name__, url_prefix="/customers/<int:customer_id>/communications")

PANEL = "communications/index.html#panel"
ENTRY = "communications/show.html#entry"
EDIT = "communications/edit.html#edit"


def log_form(kind=LogForm, **options):
    form = form_with_fields(editable(kind, "communications", **COLUMNS), "communications")(**options)
    return form if may("create", "tasks") else form.without_promise()


def entry_form(entry, **options):
    """Whose conversation it is decides who else may read it."""
    made = form_with_fields(editable(EntryForm, "communications"), "communications", entry)
    form = made(obj=entry, **options).offer(entry).beside(f"communication-{entry.id}")
    if "is_private" in form and (entry.author_id != current_user.id or entry.ticket_id):
        del form.is_private
    return form


@panel("communications")
def communications_panel(customer):
    """The composer, and a page of the timeline."""
    url = url_for("communications.index", customer_id=customer.id)
    found = yield from side_by_side({"feed": feed_of(customer, url), "open": open_tickets(customer)})
    return {**found["feed"], "open_tickets": found["open"], "log_form": log_form(formdata=None)}


@bp.get("")
@needs("communications", "read")
def index(customer_id):
    customer = get_customer(customer_id)
    return page(PANEL, customer=customer, **communications_panel(customer))


@bp.post("")
@needs("communications", "create")
def create(customer_id):
    customer, form = get_customer(customer_id), log_form()
    if not form.validate():
        return page(PANEL, 422, customer=customer, **{**communications_panel(customer), "log_form": form})
    sentence = log(customer, form)
    again = log_form(formdata=None, channel=form.channel.data)
    return finish(customer, sentence, running(), log_form=again, just_logged=True)


def log(customer, form):
    """What the composer says: a conversation, or with the channel "ticket" a new ticket."""
    if form.promise():
        outdate("tasks")
    if form.opens_a_ticket:
        ticket = open_ticket(customer, form.fields_of(), form.priority.data, form.promise())
        return _("Ticket #%(number)d opened.", number=ticket.id)
    log_communication(customer, form.fields_of(), form.promise())
    return _("Logged.")


@bp.get("/<int:id>")
@needs("communications", "read")
def show(customer_id, id):
    customer = get_customer(customer_id)
    return page(ENTRY, customer=customer, **one_of(get_communication(customer, id), whole=True))


@bp.get("/<int:id>/edit")
@needs("communications", "edit")
def edit(customer_id, id):
    customer = get_customer(customer_id)
    entry = get_communication(customer, id, "edit")
    return page(EDIT, customer=customer, entry=entry, form=entry_form(entry))


@bp.post("/<int:id>")
@needs("communications", "edit")
def update(customer_id, id):
    customer = get_customer(customer_id)
    entry = get_communication(customer, id, "edit")
    form = entry_form(entry, formdata=submitted())
    if stale(form, entry):
        url = url_for(".update", customer_id=customer.id, id=id)
        return conflict(form, entry, url, present=entry_form(entry, formdata=None))
    if not form.validate():
        return page(EDIT, 422, customer=customer, entry=entry, form=form)
    say(_("Saved."), edit_communication(customer, entry, form.fields_of()))
    return done(back_to(customer), ENTRY, customer=customer, **one_of(entry))


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
    operation = pin_communication(customer, entry, not entry.pinned)
    sentence = _("Pinned.") if entry.pinned else _("Unpinned.")
    return finish(customer, sentence if operation else _("Twenty are pinned. Unpin one of them first."), operation)


def finish(customer, sentence, operation=None, **context):
    say(sentence, operation)
    return done(back_to(customer), PANEL, customer=customer, **{**communications_panel(customer), **context})


def back_to(customer):
    return own_path(request.form.get("next", ""), url_for("customers.show", id=customer.id))
