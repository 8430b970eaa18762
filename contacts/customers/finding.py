"""Which customers are meant: by the words typed, and by filters, some of which other rooms plug in."""

from sqlalchemy import false, select

from contacts.access import current_actor, may, sees
from contacts.customers.added import KIND, Filter, added_filters
from contacts.customers.hits import best
from contacts.customers.keys import NotUnderstood, conditions_of
from contacts.customers.models import Company, Customer, Kind, Status
from contacts.customfields.asking import names_asked
from contacts.db import answer
from contacts.fulltext.asking import read
from contacts.users.queries import ask_people
from contacts.web.words import _, choices_of

FILTERS = {}


def allowed_filters():
    """Those the acting role may use; for the others the list behaves as if they did not exist."""
    return {**{name: known for name, known in FILTERS.items() if known.allowed()}, **added_filters()}


def filter_names():
    """Of every filter that there is, whoever may use it."""
    return {*FILTERS, *names_asked(KIND)}


def beside():
    """The names of those that lists of other records ask of the customer whom each row is about."""
    return tuple(name for name in ("owner", "segment") if name in allowed_filters())


def like(**values):
    """What must hold of that customer; nothing for what is no value."""
    for name in beside():
        condition = FILTERS[name].condition(values[name]) if values.get(name) else None
        if condition is not None:
            yield condition


def chosen_beside(values):
    """`[(name, label, choices, label of none)]` of these filters that an address from elsewhere asks."""
    found = []
    for name in beside():
        chosen = [(key, label) for key, label in named(name, values.get(name)) if str(key) == values.get(name)]
        found += [(name, FILTERS[name].label, chosen, FILTERS[name].any)] if chosen else []
    return found


def named(name, value):
    return answer(FILTERS[name].choices(value)) if value else []


def narrowed(statement, q="", **values):
    """The statement with the words and filters that were asked for."""
    filters = allowed_filters()
    for name, value in values.items():
        statement = statement.where(filters[name].condition(value))
    return statement.where(*fitting(q)) if q else statement


def fitting(q):
    """What must hold of a customer that fits all of what was typed; of nobody when it was not understood."""
    asked = read(q)
    try:
        conditions = conditions_of(asked)
    except NotUnderstood:
        return [false()]
    if asked.is_empty:
        return [false()]  # nothing but signs
    if asked.finds_words:
        conditions.append(Customer.id.in_(select(best(asked, limit=None).c.id)))
    return conditions


def best_fitting(statement, q, everywhere, **values):
    """The statement joined with the hits, whose rank it can be ordered by, of those that the filters leave."""
    filters, asked = allowed_filters(), read(q)
    conditions = [filters[name].condition(value) for name, value in values.items()]
    hits = best(asked, [*conditions, *conditions_of(asked)], everywhere)
    return statement.join(hits, hits.c.id == Customer.id)


def problem_of(q):
    """Why what was typed cannot be searched for, in one sentence, or nothing."""
    try:
        conditions_of(read(q))
    except NotUnderstood as problem:
        return str(problem)
    return ""


def whose(model, *conditions):
    """Customers who have such a row of `model`. It is looked up customer by customer, in the order of the list: a page
    is full long before all such rows would have been read.
    """
    theirs = select(model.customer_id).where(model.customer_id == Customer.id, *conditions)
    return theirs.correlate(Customer).exists()


def one_of(kind, column):
    """A condition for a choice out of a StrEnum."""
    return lambda value: column == value if value in list(kind) else None


def owned_by(value):
    if value in ("me", "nobody"):
        return Customer.owner_id == current_actor().id if value == "me" else Customer.owner_id.is_(None)
    return Customer.owner_id == int(value) if is_id(value) else None


def works_at(value):
    return Customer.company_id == int(value) if is_id(value) else None


def is_id(value):
    return value.isascii() and value.isdecimal() and len(value) < 16


def chosen_company(value):
    """There may be thousands: only the one that was asked for, from its own page, can be named here."""
    named = select(Company.id, Company.name)
    return (yield {"company": named.where(Company.id == int(value))})["company"] if value else []


def owners(_chosen):
    return [("me", _("Me")), *(yield from ask_people()), ("nobody", _("Nobody"))]


def add_filter(name, *parts):
    FILTERS[name] = Filter(*parts)


add_filter(
    "status",
    _("Status"),
    _("Any status"),
    lambda _chosen: choices_of(Status),
    one_of(Status, Customer.status),
    lambda: sees("customers.status"),
)
add_filter(
    "kind",
    _("Kind"),
    _("Any kind"),
    lambda _chosen: choices_of(Kind),
    one_of(Kind, Customer.kind),
    lambda: sees("customers.kind"),
)
add_filter(
    "owner",
    _("Owner"),
    _("Any owner"),
    owners,
    owned_by,
    lambda: sees("customers.owner_id"),
)
add_filter(
    "company",
    _("Company"),
    _("Any company"),
    chosen_company,
    works_at,
    lambda: bool(may("read", "companies")) and sees("customers.company_id") and sees("companies.name"),
)
