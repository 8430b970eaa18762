"""Lists: keyset pages in any offered order, and their state in the URL."""

import json
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from urllib.parse import quote

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.exceptions import BadRequest

from contacts.db import db
from contacts.web.orders import Order
from contacts.web.words import _

PAGE = 50
READ = {"moment": datetime.fromisoformat, "day": date.fromisoformat, "number": Decimal}  # of cursors
BACK = ("before", "end")  # where a page lies that is read from its last row on

__all__ = ["PAGE", "Listing", "Newest", "Order", "asked_id", "asked_place", "asked_words", "serializer"]


class Listing:
    """One page of a list. The rows of `statement` must select the order's column and id under `sort_key` and `id`.

    The address says where the page lies: `after` a row, `before` one, or at the start. `path` is the list's own;
    `kept` is what else its addresses carry on. `jump`: `{order: function(text) -> sort key}` of those that one can
    enter at a word, `?from=m`.
    """

    def __init__(self, name, statement, orders, default, filters=(), narrow=None, size=PAGE, **more):
        self.id, self.size, self.orders, self.default = name, size, orders, default
        self.path, self.kept = more.get("path") or request.path, more.get("kept") or {}
        self.q = asked_words("q")
        self.filters = {key: request.args[key] for key in filters if request.args.get(key)}
        asked = request.args.get("sort", default)
        self.sort = asked if asked.lstrip("-") in orders else default
        self.side = next((side for side in ("after", "before") if request.args.get(side)), None)
        self.after = self.entry(more.get("jump") or {})  # (sort key, id) of the row that the page goes on from
        self.rows = self.load(narrow(statement, q=self.q, **self.filters) if narrow else statement)

    def entry(self, jump):
        """The place before the first row that begins with the word of the address, or None."""
        fold = jump.get(self.sort.lstrip("-"))
        key = fold(asked_words("from")) if fold and not self.side else ""
        if not key or key[-1] >= "\ud7ff":  # beyond it there are no more letters
            return None
        self.side = "from"
        return (f"{key[:-1]}{chr(ord(key[-1]) + 1)}" if self.descending else key), 0

    def load(self, statement):
        order = self.orders[self.sort.lstrip("-")]
        found = self.found(statement, order)
        if self.side == "from" and not found:  # nothing begins so or comes later: this is the end of the list
            self.side, self.after = "end", None
            found = self.found(statement, order)
        if self.side == "before" and len(found) <= self.size:  # the start is a whole page, wherever one came from
            self.side = self.after = None
            found = self.found(statement, order)
        more, rows = len(found) > self.size, found[: self.size]
        rows = rows[::-1] if self.side in BACK else rows
        goes_on = more if self.side not in BACK else self.side == "before"
        self.next_url = self.url(after=self.cursor(rows[-1])) if rows and goes_on else None
        self.previous_url = self.url(before=self.cursor(rows[0])) if rows and self.side else None
        return rows

    def found(self, statement, order):
        """One row more than a page has, in the order in which they lie from where it goes on."""
        if self.side in ("after", "before"):
            self.after = self.read_cursor()
        rows = []
        for stretch in order.stretches(statement, self.descending, self.side in BACK, self.after):
            rows += db.session.execute(stretch.limit(self.size + 1 - len(rows))).all()
            if len(rows) > self.size:
                break
        return rows

    @property
    def first_page(self):
        return self.side is None

    @property
    def descending(self):
        return self.sort.startswith("-")

    def cursor(self, row):
        value = row.sort_key
        if isinstance(value, datetime):
            value = {"moment": value.isoformat()}
        elif isinstance(value, date):
            value = {"day": value.isoformat()}
        elif isinstance(value, Decimal):
            value = {"number": str(value)}
        return serializer(f"cursor of {self.id}").dumps([self.sort, value, row.id])

    def read_cursor(self):
        try:
            sort, value, id = serializer(f"cursor of {self.id}").loads(request.args[self.side])
        except (BadData, ValueError, json.JSONDecodeError):
            raise BadRequest(_("This page of the list does not exist.")) from None
        if sort != self.sort:
            raise BadRequest(_("This page of the list does not exist."))
        if isinstance(value, dict):
            ((kind, text),) = value.items()
            value = READ[kind](text)
        return value, id

    def url(self, **changes):
        asked = {**self.quoted, **{key: value and quote(value) for key, value in changes.items()}}
        from_path = "&".join([f"{key}={value}" for key, value in asked.items() if value])
        return f"{self.path}?{from_path}"

    @cached_property
    def quoted(self):
        """The state of the list as its addresses say it, worked out once: a page has a hundred of them."""
        return {key: quote(value) for key, value in self.state.items()}

    @property
    def state(self):
        """`{name: value}` of what the list is asked, without where in it the page lies."""
        asked = {"q": self.q, **self.filters, **self.kept, "sort": self.sort}
        return {name: value for name, value in asked.items() if value}

    def url_for_sort(self, key):
        return self.url(sort=f"-{key}" if self.sort == key else key)

    @property
    def first_url(self):
        return self.url()


class Newest:
    """One page of rows by their id, newest first, that go on after the row `after`: of a panel, or of a ledger."""

    sort = previous_url = None

    @staticmethod
    def asked(statement, id, after=None, size=PAGE):
        """The statement whose rows the page is made of: one more than it shows."""
        if after is not None:
            statement = statement.where(id < after)
        return statement.add_columns(id.label("place")).order_by(id.desc()).limit(size + 1)

    def __init__(self, name, found, url, after=None, size=PAGE):
        self.id, self.first_url, self.first_page = name, url, after is None
        self.rows = found[:size]
        more = f"{url}{'&' if '?' in url else '?'}after="
        self.next_url = f"{more}{found[size - 1].place}" if len(found) > size else None


def asked_words(name):
    """What the address asks for in words, as any database can be asked: at most 200 signs, none of them NUL."""
    return request.args.get(name, "").replace("\0", "").strip()[:200]


def asked_place(name="after"):
    """The row after which the address says to go on; None for the first page."""
    if request.args.get(name) and asked_id(name) is None:
        raise BadRequest(_("This page of the list does not exist."))
    return asked_id(name)


def asked_id(name, given=None):
    """The row id that the address (or what else is `given`) gives as `name`, or None when no row could have it."""
    asked = (given or request.args).get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 16 else None


def serializer(purpose):
    """Cursors are signed, each for its own list: what they hold goes into a query."""
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=purpose)
