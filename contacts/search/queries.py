"""What one search finds, or why it cannot be done; and what is close when nothing fits."""

from typing import NamedTuple

from flask import request, url_for
from werkzeug.exceptions import BadRequest

from contacts.access import may
from contacts.customers.keys import NotUnderstood, allowed_keys, conditions_of
from contacts.fulltext.asking import Asked, read
from contacts.fulltext.fuzzy import corrected
from contacts.search.groups import FEW, GROUPS, found
from contacts.web.listing import PAGE
from contacts.web.words import _


class Results(NamedTuple):
    """`groups` of hits; `instead`: the words that were looked for because nothing had those typed."""

    asked: Asked
    groups: list
    problem: str = ""
    instead: str = ""


class More(NamedTuple):
    """Where a group that is shown in pages goes on, as `ui.more` wants to know it."""

    id: str
    first_url: str
    next_url: str | None
    first_page: bool
    sort: str | None = None


def search(q, names=None, after=None, limit=FEW):
    """What fits the words typed: a few of every group, or of those of these names after a place."""
    asked = read(q)
    try:
        conditions_of(asked)
    except NotUnderstood as problem:
        return Results(asked, [], problem=str(problem))
    groups = [] if asked.is_empty else found(asked, names, after, limit)
    if not groups and after is None and (close := corrected(asked)):
        return Results(asked, found(close, names, limit=limit), instead=" ".join(term.typed for term in close.terms))
    return Results(asked, groups)


def search_page():
    """The page that the address asks for: its results, and where they go on when they are of one group."""
    name, after = asked_group(), asked_place()
    q = request.args.get("q", "")
    results = search(q, name and {name}, after if name else None, PAGE if name else FEW)
    first = url_for("search.index", q=results.asked.typed, **{"in": name}) if name else ""
    more = {
        one.group.name: More(one.id, first, f"{first}&after={one.next}" if one.next else None, after is None)
        for one in results.groups
    }
    keys = [key.example for key in allowed_keys().values()] if may("read", "customers") else []
    return {"results": results, "group": name, "q": results.asked.typed, "more": more, "keys": keys}


def asked_group():
    """The name of the group that the address asks for, or None for all of them."""
    name = request.args.get("in")
    if name and not (name in GROUPS and GROUPS[name].allowed()):
        raise BadRequest(_("There is no such group of results."))
    return name or None


def asked_place():
    """The place after which the address says to go on: an id, or a rank and an id."""
    after = request.args.get("after", "")
    parts = after.split(".") if after else []
    if len(parts) > 2 or not all(is_number(part) for part in parts):
        raise BadRequest(_("This page of the list does not exist."))
    numbers = tuple(map(int, parts))
    return numbers if len(numbers) == 2 else numbers[0] if numbers else None


def is_number(text):
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) < 16
