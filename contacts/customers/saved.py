"""The saved views of the list of customers: what each shows, and which of them a role is offered."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode

from flask import request, url_for

from contacts.customers.columns import chosen_columns
from contacts.customers.finding import allowed_filters, filter_names, is_id, problem_of
from contacts.customers.listing import NAME, allowed_orders
from contacts.db import answer
from contacts.views.queries import ask_views, is_theirs, names_in


@dataclass
class Offered:
    """A saved view as the list's page names it; `owner` is who made it."""

    view: object
    owner: str
    opens: bool  # the list opens with it for this role

    @cached_property
    def state(self):
        return state_in(self.view.query)

    @property
    def url(self):
        return url_of(self.view)

    @property
    def may_change(self):
        return is_theirs(self.view)

    def shows(self, listing):
        """Whether the list is in the state of this view, as far as the role reads what it says."""
        return compared(self.state) == compared(state_of(listing))


def url_of(view):
    return f"{url_for('customers.index')}?{urlencode({'view': view.id, **state_in(view.query)})}"


def state_in(query):
    """`{name: value}` of what an address says of the list, without where in it the page lies."""
    known = {"q", "sort", "columns", "density", *filter_names()}
    return {name: value for name, value in parse_qsl(query) if name in known}


def state_of(listing):
    """The state that the list is in, with the columns that it shows."""
    shown = {"columns": ",".join(listing.columns) or "none", "density": str(listing.look.density)}
    state = {"q": listing.q, **listing.filters, "sort": listing.sort, **shown}
    return {name: value for name, value in state.items() if value}


def compared(state):
    columns = tuple(chosen_columns(names_in(state.get("columns", ""))))
    return {**state, "columns": columns, "density": state.get("density", "regular")}


def query_of(listing):
    return urlencode(state_of(listing))[:2000]


def offered_views():
    return answer(ask_offered())


def ask_offered():
    """Asks for the views that the acting person finds and whose question the role may ask."""
    found = yield from ask_views(NAME)
    return [Offered(row, row.owner, row.opens) for row in found if may_ask(state_in(row.query))]


def may_ask(state):
    """Whether the role may ask all of it. A hidden column is left out of a view; a hidden question hides the view."""
    filters = allowed_filters()
    asked = [name for name in state if name in filter_names()]
    fits = all(name in filters and filters[name].means(state[name]) for name in asked)
    ordered = state.get("sort", "name").removeprefix("-") in ("best", *allowed_orders())
    return fits and ordered and not problem_of(state.get("q", ""))


def asked_view(offered):
    """The view that the address names, of those offered; None for none."""
    id = request.args.get("view", "")
    return next((one for one in offered if is_id(id) and one.view.id == int(id)), None)


def start(offered):
    """The address of the view that the list opens with for this role, when nothing else is asked; or None."""
    opening = None if request.args or request.htmx else next((one for one in offered if one.opens), None)
    return opening and opening.url
