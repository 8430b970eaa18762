"""One timeline of a customer: what the rooms add to it, merged, newest first, in pages.

Each room goes on from its own last entry, by its own order. So no entry is lost or shown twice between pages, however
many fall on one moment, and whatever zone the reader is in.
"""

from datetime import date, datetime, time
from heapq import merge
from itertools import groupby, islice
from typing import NamedTuple

from flask import request
from itsdangerous import BadData
from sqlalchemy import literal, tuple_
from werkzeug.exceptions import BadRequest

from contacts.web import moments
from contacts.web.listing import serializer
from contacts.web.reader import reader
from contacts.web.words import _

PAGE = 50


class Entry(NamedTuple):
    """One line of the timeline. `at` is a moment, or a day: that one stands below everything that happened on it."""

    kind: str
    id: int
    at: datetime | date
    title: str
    url: str | None = None
    who: str | None = None
    amount: int | None = None
    currency: str | None = None
    state: str | None = None
    row: object = None  # what the room's own markup draws


class Chip(NamedTuple):
    """What came out of a conversation, in a few words."""

    icon: str
    title: str
    url: str
    due: datetime | None = None
    is_done: bool = False


def older(statement, moment, id, after, limit):
    """The next rows, newest first, that are older than `after`: the (moment, id) of the last one shown, or None."""
    if after is not None:
        last = tuple_(literal(after[0], moment.type), literal(after[1], id.type))
        statement = statement.where(tuple_(moment, id) < last)
    return statement.order_by(moment.desc(), id.desc()).limit(limit)


class Timeline:
    """One page of the timeline: `found` are the entries of each source that come after what `after` says."""

    id, sort = "feed-list", None

    def __init__(self, url, after, found):
        self.first_url, self.after, self.first_page = url, after, not after
        entries = list(islice(merge(*found, key=stands_at, reverse=True), PAGE + 1))
        self.entries = entries[:PAGE]
        self.next_url = self.url_after(self.entries) if len(entries) > PAGE else None

    @property
    def groups(self):
        """`[(heading, entries)]`; what is appended to the page before it goes on under that page's last heading."""
        groups = [(heading, list(entries)) for heading, entries in groupby(self.entries, heading_of)]
        if groups and self.after and request.htmx.partial and groups[0][0] == heading_of(self.last_shown):
            groups[0] = ("", groups[0][1])
        return groups

    @property
    def last_shown(self):
        """Where the page before this one ended."""
        return min((Entry(kind, id, at, "") for kind, (at, id) in self.after.items()), key=stands_at)

    def url_after(self, entries):
        positions = {**self.after, **{entry.kind: (entry.at, entry.id) for entry in entries}}
        plain = {kind: [at.isoformat(), id] for kind, (at, id) in positions.items()}
        return f"{self.first_url}{'&' if '?' in self.first_url else '?'}after={cursors().dumps(plain)}"


def timeline_page(customer, sources, url):
    """Asks (see db.together) for the page that `sources` make, `{kind: function(customer, after, limit)}`."""
    after = read_cursor()
    asked = {kind: source(customer, after.get(kind), PAGE + 1) for kind, source in sources.items()}
    rows = yield {kind: statement for kind, (statement, _entry_of) in asked.items()}
    return Timeline(url, after, [map(entry_of, rows[kind]) for kind, (_statement, entry_of) in asked.items()])


def stands_at(entry):
    """A day begins at the reader's midnight."""
    if isinstance(entry.at, datetime):
        return entry.at
    return datetime.combine(entry.at, time.min, reader().zone)


def heading_of(entry):
    return moments.period(entry.at, reader().zone, reader().locale)


def cursors():
    return serializer("timeline")


def read_cursor():
    """`{kind: (moment or day, id)}` of the last entries shown; empty on the first page."""
    if not request.args.get("after"):
        return {}
    try:
        plain = cursors().loads(request.args["after"])
    except (BadData, ValueError):
        raise BadRequest(_("This page of the timeline does not exist.")) from None
    return {kind: (moment_or_day(at), id) for kind, (at, id) in plain.items()}


def moment_or_day(text):
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
