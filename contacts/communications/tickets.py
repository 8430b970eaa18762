"""Questions about tickets: everybody's, a customer's open ones, and one with its thread."""

from sqlalchemy import case, or_, select

from contacts.access import fetch, permitted, reach
from contacts.communications.conversations import within
from contacts.communications.models import Communication, Priority, Ticket, TicketStatus
from contacts.communications.queries import beside_of, of_customer
from contacts.customers.finding import beside, chosen_beside, like
from contacts.customers.models import Customer
from contacts.customers.timeline import timeline_page
from contacts.db import answer, db
from contacts.users.models import User
from contacts.web.listing import Listing, Order
from contacts.web.names import fold_for_sorting

OPEN_SHOWN = 20
URGENCY = case({priority: rank for rank, priority in enumerate(Priority)}, value=Ticket.priority)
COLUMNS = (
    Ticket.id,
    Ticket.version,
    Ticket.customer_id,
    Ticket.subject,
    Ticket.status,
    Ticket.priority,
    Ticket.opened_at,
    Ticket.closed_at,
    Ticket.assignee_id,
)


def rows():
    """Tickets as the pages draw them."""
    named = select(*map(permitted, COLUMNS), User.name.label("assignee"))
    return named.outerjoin(User, User.id == Ticket.assignee_id)


def list_tickets():
    """One page of the tickets in reach, the newest first unless another order is asked for."""
    statement = rows().add_columns(Customer.name.label("customer")).join(Customer, Customer.id == Ticket.customer_id)
    orders = {"opened": Order(Ticket.opened_at, Ticket.id), "priority": Order(URGENCY, Ticket.id)}
    filters = ("status", "assignee", "priority", "opened", *beside())
    listing = Listing("tickets", statement, orders, "-opened", filters=filters, narrow=narrowed)
    listing.chosen = chosen_beside(listing.filters)
    return listing


def narrowed(statement, q, status=None, assignee=None, priority=None, opened=None, **of_customer):
    """`assignee` is an id, or "nobody"; `opened` is a period of UTC; the rest is asked of the customer."""
    statement = statement.where(*within(Ticket.opened_at, opened), *like(**of_customer))
    if status in list(TicketStatus):
        statement = statement.where(Ticket.status == status)
    if priority in list(Priority):
        statement = statement.where(Ticket.priority == priority)
    if assignee == "nobody":
        statement = statement.where(Ticket.assignee_id.is_(None))
    elif assignee and assignee.isascii() and assignee.isdecimal():
        statement = statement.where(Ticket.assignee_id == int(assignee[:9]))
    for word in q.split()[:8]:
        by_customer = Customer.sort_name.contains(fold_for_sorting(word), autoescape=True)
        statement = statement.where(or_(Ticket.subject.icontains(word, autoescape=True), by_customer))
    return statement


def open_tickets(customer):
    """Asks for what is not solved yet, the newest first."""
    unsolved = rows().where(Ticket.customer_id == customer.id, Ticket.status != TicketStatus.CLOSED)
    newest = unsolved.order_by(Ticket.opened_at.desc(), Ticket.id.desc()).limit(OPEN_SHOWN)
    return (yield {"open": newest})["open"]


def get_ticket(customer, id, verb="read"):
    """One ticket of this customer, or 404."""
    ticket = fetch(Ticket, id, verb)
    return ticket if ticket.customer_id == customer.id else fetch(Ticket, -1)


def ticket_page(customer, ticket, url):
    """The ticket as its page draws it, what may be done with it, and a page of its thread, the newest message first."""
    allowed = (reach(Ticket, "edit").label("may_edit"), reach(Ticket, "delete").label("may_delete"))
    row = db.session.execute(rows().add_columns(*allowed).where(Ticket.id == ticket.id)).one()

    def thread(customer, after, limit):
        return of_customer(customer, after, limit, Communication.ticket_id == ticket.id)

    page = answer(timeline_page(customer, {"communications": thread}, url))
    return {"ticket": row, "timeline": page, **beside_of([entry.id for entry in page.entries])}
