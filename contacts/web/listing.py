"""Lists: keyset pages in any offered order, and their state in the URL."""

import json
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import quote

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import and_, or_, tuple_
from werkzeug.exceptions import BadRequest

from contacts.db import db
from contacts.web.words import _

PAGE = 50


class Order(NamedTuple):
    """One order a list offers: by `column` (which may be empty), ties by `id`.

    Nothing is smaller than anything, or with `empty_last` it comes last whichever way the list runs.
    """

    column: object
    id: object
    empty_last: bool = False

    @property
    def never_empty(self):
        """The column says NOT NULL. (By an outer join it may be empty all the same: no list is ordered so.)"""
        return not getattr(self.column, "nullable", True)


class Listing:
    """One page of a list. The rows of `statement` must select the order's column and id under `sort_key` and `id`."""

    def __init__(self, name, statement, orders, default, filters=(), narrow=None, size=PAGE):
        self.id, self.size, self.orders, self.default = name, size, orders, default
        self.q = asked_words("q")
        self.filters = {key: request.args[key] for key in filters if request.args.get(key)}
        asked = request.args.get("sort", default)
        self.sort = asked if asked.lstrip("-") in orders else default
        self.first_page = not request.args.get("after")
        self.after = None  # (sort key, id) of the last row of the page before
        self.rows = self.load(narrow(statement, q=self.q, **self.filters) if narrow else statement)

    def load(self, statement):
        order = self.orders[self.sort.lstrip("-")]
        statement = statement.add_columns(order.column.label("sort_key"))
        if not self.first_page:
            self.after = self.read_cursor()
            statement = statement.where(self.beyond(order, self.after))
        found = db.session.execute(statement.order_by(*self.ordering(order)).limit(self.size + 1)).all()
        self.next_url = self.url(after=self.cursor(found[self.size - 1])) if len(found) > self.size else None
        return found[: self.size]

    @property
    def descending(self):
        return self.sort.startswith("-")

    def ordering(self, order):
        if order.never_empty:  # said without NULLS FIRST, so that Postgres finds the index
            return (order.column.desc(), order.id.desc()) if self.descending else (order.column.asc(), order.id.asc())
        if self.descending:
            return order.column.desc().nulls_last(), order.id.desc()
        rising = order.column.asc()
        return rising.nulls_last() if order.empty_last else rising.nulls_first(), order.id.asc()

    def beyond(self, order, cursor):
        value, id = cursor
        column, row = order.column, tuple_(order.column, order.id)
        if order.never_empty:
            return row < tuple_(value, id) if self.descending else row > tuple_(value, id)
        if self.descending or order.empty_last:
            if value is None:
                return and_(column.is_(None), order.id < id if self.descending else order.id > id)
            further = row < tuple_(value, id) if self.descending else row > tuple_(value, id)
            return or_(further, column.is_(None))
        if value is None:
            return or_(and_(column.is_(None), order.id > id), column.is_not(None))
        return row > tuple_(value, id)

    def cursor(self, row):
        value = row.sort_key
        if isinstance(value, datetime):
            value = {"moment": value.isoformat()}
        elif isinstance(value, date):
            value = {"day": value.isoformat()}
        return serializer(f"cursor of {self.id}").dumps([self.sort, value, row.id])

    def read_cursor(self):
        try:
            sort, value, id = serializer(f"cursor of {self.id}").loads(request.args["after"])
        except (BadData, ValueError, json.JSONDecodeError):
            raise BadRequest(_("This page of the list does not exist.")) from None
        if sort != self.sort:
            raise BadRequest(_("This page of the list does not exist."))
        if isinstance(value, dict):
            value = datetime.fromisoformat(value["moment"]) if "moment" in value else date.fromisoformat(value["day"])
        return value, id

    def url(self, **changes):
        asked = {"q": self.q, **self.filters, "sort": self.sort, **changes}
        from_path = "&".join(f"{key}={quote(value)}" for key, value in asked.items() if value)
        return f"{request.path}?{from_path}"

    def url_for_sort(self, key):
        return self.url(sort=f"-{key}" if self.sort == key else key)

    @property
    def first_url(self):
        return self.url()


class Newest:
    """One page of rows by their id, newest first, that go on after the row `after`: of a panel, or of a ledger."""

    sort = None

    def __init__(self, name, statement, id, url, after=None, session=None, size=PAGE):
        self.id, self.first_url, self.first_page = name, url, after is None
        if after is not None:
            statement = statement.where(id < after)
        asked = statement.add_columns(id.label("place")).order_by(id.desc()).limit(size + 1)
        found = (session or db.session).execute(asked).all()
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
