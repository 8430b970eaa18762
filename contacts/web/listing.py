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
    """One order a list offers: by `column` (which may be empty), ties by `id`. Nothing is smaller than anything."""

    column: object
    id: object


class Listing:
    """One page of a list. The rows of `statement` must select the order's column and id under `sort_key` and `id`."""

    def __init__(self, name, statement, orders, default, filters=(), narrow=None, size=PAGE):
        self.id, self.size, self.orders = name, size, orders
        self.q = request.args.get("q", "").strip()[:200]
        self.filters = {key: request.args[key] for key in filters if request.args.get(key)}
        asked = request.args.get("sort", default)
        self.sort = asked if asked.lstrip("-") in orders else default
        self.first_page = not request.args.get("after")
        self.rows = self.load(narrow(statement, q=self.q, **self.filters) if narrow else statement)

    def load(self, statement):
        order = self.orders[self.sort.lstrip("-")]
        statement = statement.add_columns(order.column.label("sort_key"))
        if not self.first_page:
            statement = statement.where(self.beyond(order, self.read_cursor()))
        found = db.session.execute(statement.order_by(*self.ordering(order)).limit(self.size + 1)).all()
        self.next_url = self.url(after=self.cursor(found[self.size - 1])) if len(found) > self.size else None
        return found[: self.size]

    @property
    def descending(self):
        return self.sort.startswith("-")

    def ordering(self, order):
        if self.descending:
            return order.column.desc().nulls_last(), order.id.desc()
        return order.column.asc().nulls_first(), order.id.asc()

    def beyond(self, order, cursor):
        value, id = cursor
        column = order.column
        if self.descending:
            if value is None:
                return and_(column.is_(None), order.id < id)
            return or_(tuple_(column, order.id) < tuple_(value, id), column.is_(None))
        if value is None:
            return or_(and_(column.is_(None), order.id > id), column.is_not(None))
        return tuple_(column, order.id) > tuple_(value, id)

    def cursor(self, row):
        value = row.sort_key
        if isinstance(value, datetime):
            value = {"moment": value.isoformat()}
        elif isinstance(value, date):
            value = {"day": value.isoformat()}
        return serializer().dumps([self.sort, value, row.id])

    def read_cursor(self):
        try:
            sort, value, id = serializer().loads(request.args["after"])
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


def serializer():
    """Cursors are signed: what they hold goes into a query."""
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="cursor")
