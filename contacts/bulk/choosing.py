"""Which customers a deed is for: those that the address names, or all that fit its words and filters."""

from typing import NamedTuple

from flask import request, url_for
from sqlalchemy import false, func, select, true

from contacts.access import current_actor, may, mine, reach
from contacts.customers.finding import is_id, narrowed
from contacts.customers.listing import asked_filters
from contacts.customers.models import Customer
from contacts.db import db
from contacts.web.listing import asked_words

MOST_TICKED = 2000
SHOWN = 5
OWNER = "owner"  # a task is for whoever looks after the customer


class Chosen(NamedTuple):
    """`ids` that were ticked, or `every` one that fits `q` and the filters."""

    ids: tuple
    every: bool
    q: str
    filters: dict

    @property
    def is_empty(self):
        return not self.ids and not self.every

    @property
    def condition(self):
        """What holds of the customers that are meant."""
        if self.every:
            return Customer.id.in_(narrowed(select(Customer.id), q=self.q, **self.filters))
        return Customer.id.in_(self.ids)

    def within(self, *conditions):
        """The ids of those that the acting role reads and of which `conditions` hold, as a statement.

        Said here and not left to the listener, which does not look into an INSERT.
        """
        return select(Customer.id).where(self.condition, reach(Customer, "read"), *conditions)

    @property
    def state(self):
        """The same as an address says it."""
        known = {"q": self.q, **self.filters} if self.q else self.filters
        return {**known, "all": "1"} if self.every else {**known, "id": ",".join(map(str, self.ids))}

    @property
    def list_url(self):
        known = {name: value for name, value in self.state.items() if name not in ("all", "id")}
        return url_for("customers.index", **known, sort="name")


def chosen():
    """What the address of this request chooses. A box may stand for several rows, their ids with commas between."""
    given = [id for text in request.args.getlist("id") for id in text.split(",")]
    ids = dict.fromkeys(int(id) for id in given if is_id(id))
    filters = {name: request.args[name] for name in asked_filters()}
    return Chosen(tuple(ids)[:MOST_TICKED], request.args.get("all") == "1", asked_words("q"), filters)


def customers_for(verb, model):
    """The condition of customers whose rows of `model` (or which themselves) the acting role may `verb`."""
    if model is Customer:
        return reach(Customer, verb)
    scope = may(verb, model.__kind__)
    if scope in ("all", None):
        return false() if scope is None else true()
    return mine(Customer.owner_id, current_actor(), scope)


def count(statement):
    return db.session.scalar(select(func.count()).select_from(statement.subquery()))


def some_names(statement):
    """The names of a few of them, to see that they are the ones that are meant."""
    first = select(Customer.name).where(Customer.id.in_(statement)).order_by(Customer.sort_name, Customer.id)
    return db.session.scalars(first.limit(SHOWN)).all()
