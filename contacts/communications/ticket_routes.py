"""The web face of tickets: a page for each with its thread, and the list of everybody's."""

from flask import Blueprint, url_for

from contacts.access import needs, reachable
from contacts.communications.routes import log_form
from contacts.communications.ticket_actions import delete_ticket, edit_ticket, reply_to
from contacts.communications.ticket_forms import ReplyForm, TicketForm
from contacts.communications.tickets import get_ticket, list_tickets, ticket_page
from contacts.customers.queries import get_customer
from contacts.history import running
from contacts.users.queries import people
from contacts.web import _, done, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.forms import choices_from, editable

bp = Blueprint("tickets", __name__)

ONE = "/customers/<int:customer_id>/tickets/<int:id>"
PANEL = "tickets/show.html#panel"


def ticket_form(**options):
    form = editable(TicketForm, "tickets")(**options)
    if "assignee_id" in form:
        form.assignee_id.choices = choices_from([("", _("Nobody")), *people()])
    return form


def reply_form(ticket, **options):
    """With where it leaves the ticket, for those who may change it."""
    form = log_form(ReplyForm, **options)
    if "status" in form and not reachable(ticket, "edit"):
        del form.status
    return form


def panel_of(customer, ticket, **context):
    url = url_for("tickets.show", customer_id=customer.id, id=ticket.id)
    known = {"reply_form": reply_form(ticket, formdata=None), **ticket_page(customer, ticket, url)}
    return {"customer": customer, **known, **context}


@bp.get("/tickets")
@needs("communications", "read")
def index():
    return page("tickets/index.html#results", listing=list_tickets(), people=people())


@bp.get(ONE)
@needs("communications", "read")
def show(customer_id, id):
    customer = get_customer(customer_id)
    return page(PANEL, **panel_of(customer, get_ticket(customer, id)))


@bp.get(f"{ONE}/edit")
@needs("communications", "edit")
def edit(customer_id, id):
    customer = get_customer(customer_id)
    ticket = get_ticket(customer, id, "edit")
    return page(PANEL, **panel_of(customer, ticket, ticket_form=ticket_form(obj=ticket)))


@bp.post(ONE)
@needs("communications", "edit")
def update(customer_id, id):
    customer = get_customer(customer_id)
    ticket = get_ticket(customer, id, "edit")
    form = ticket_form(formdata=submitted(), obj=ticket)
    if stale(form, ticket):
        url = url_for(".update", customer_id=customer_id, id=id)
        return conflict(form, ticket, url, present=ticket_form(formdata=None, obj=ticket))
    if not form.validate():
        return page(PANEL, 422, **panel_of(customer, ticket, ticket_form=form))
    operation = edit_ticket(customer, ticket, form.fields_of())
    if not reachable(ticket, "read"):  # it was handed on
        say(_("Saved."), operation)
        return moved(url_for("customers.show", id=customer.id))
    return finish(customer, ticket, _("Saved."), operation)


@bp.post(f"{ONE}/communications")
@needs("communications", "create")
def reply(customer_id, id):
    customer = get_customer(customer_id)
    ticket = get_ticket(customer, id)
    form = reply_form(ticket)
    if not form.validate():
        return page(PANEL, 422, **panel_of(customer, ticket, reply_form=form))
    reply_to(customer, ticket, form.fields_of(), form.data.get("status"), form.promise())
    return finish(customer, ticket, _("Answered."), running(), just_logged=True)


@bp.post(f"{ONE}/delete")
@needs("communications", "delete")
def destroy(customer_id, id):
    customer = get_customer(customer_id)
    say(_("Ticket deleted."), delete_ticket(customer, get_ticket(customer, id, "delete")))
    return moved(url_for("customers.show", id=customer.id))


def finish(customer, ticket, sentence, operation, **context):
    say(sentence, operation)
    url = url_for("tickets.show", customer_id=customer.id, id=ticket.id)
    return done(url, PANEL, **panel_of(customer, ticket, **context))
