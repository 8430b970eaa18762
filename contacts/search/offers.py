"""What the palette can always offer: the pages and actions that are open to the reader, and the categories."""

import re
from typing import NamedTuple

from flask import current_app, url_for
from sqlalchemy import select

from contacts.access import may, sees
from contacts.categories.models import Category
from contacts.db import db
from contacts.db.folding import fold
from contacts.fulltext.asking import read
from contacts.fulltext.marking import marked
from contacts.web.words import _

FEW = 6  # of a group
LINE = re.compile(r"\w:\s")


class Offer(NamedTuple):
    """One line of the palette: a way to somewhere, or with `fill` words to search by."""

    title: str
    url: str = ""
    icon: str = ""
    about: str = ""
    at: object = None
    keys: str = ""
    fill: str = ""
    person: object = None  # (id, name, is_square) of whose picture it is


# (endpoint, verb and kind that the reader needs or None, icon, what it is called)
PAGES = (
    ("customers.index", ("read", "customers"), "users", _("Customers")),
    ("segments.index", ("read", "customers"), "list-filter", _("Segments")),
    ("insights.index", ("read", "customers"), "chart-column", _("Insights")),
    ("companies.index", ("read", "companies"), "building-2", _("Companies")),
    ("tasks.index", ("read", "tasks"), "list-todo", _("Tasks")),
    ("tickets.index", ("read", "communications"), "life-buoy", _("Tickets")),
    ("purchases.index", ("read", "purchases"), "receipt-text", _("Purchases")),
    ("products.index", ("read", "products"), "package", _("Products")),
    ("categories.index", ("read", "categories"), "folder-tree", _("Categories")),
    ("history.index", None, "history", _("History")),
    ("data_model.index", None, "workflow", _("Data model")),
    ("integrity.index", ("read", "users"), "shield-check", _("Integrity")),
    ("people.index", ("read", "users"), "user-cog", _("People")),
    ("rates.index", ("read", "users"), "landmark", _("Exchange rates")),
    ("custom_fields.index", ("read", "users"), "notebook-pen", _("Custom fields")),
    ("security.index", ("read", "users"), "lock", _("Security log")),
    ("settings.show", None, "settings", _("Settings")),
)
LOG = ("capture.show", ("create", "communications"), "notebook-pen", _("Log what happened"), "C")
ACTIONS = (
    LOG,
    ("customers.new", ("create", "customers"), "user-plus", _("New customer"), "N"),
    ("segments.new", ("read", "customers"), "list-filter", _("New segment"), ""),
    ("companies.new", ("create", "companies"), "building-2", _("New company"), ""),
    ("products.new", ("create", "products"), "package", _("New product"), ""),
    ("categories.new", ("create", "categories"), "folder-tree", _("New category"), ""),
    ("people.new", ("edit", "users"), "user-cog", _("Invite somebody"), ""),
)
# What is done with one customer: (endpoint, verb and kind, icon, words, key, piece of the page)
FOR_ONE = (
    ("customers.show", ("create", "communications"), "phone", _("Log a call"), "L", "#communications"),
    ("tasks.new", ("create", "tasks"), "square-check-big", _("Add a task"), "", ""),
    ("purchases.new", ("create", "purchases"), "receipt-text", _("Record a purchase"), "", ""),
)


def opened_by(needed):
    return needed is None or bool(may(*needed))


def pages():
    here = current_app.view_functions
    return [
        Offer(words, url_for(endpoint), icon)
        for endpoint, needed, icon, words in PAGES
        if endpoint in here and opened_by(needed)
    ]


def actions():
    here = current_app.view_functions
    return [
        Offer(words, url_for(endpoint), icon, keys=keys)
        for endpoint, needed, icon, words, keys in ACTIONS
        if endpoint in here and opened_by(needed)
    ]


def line_to_log(typed):
    """The offer to log what reads like a line of the capture: somebody, a colon, and what happened."""
    endpoint, needed, icon, _words, _keys = LOG
    if endpoint in current_app.view_functions and opened_by(needed) and LINE.search(typed):
        yield Offer(_("Log “%(line)s”", line=typed.strip()), url_for(endpoint, text=typed), icon)


def named(all_of_them, typed):
    """Those with all the words that were typed, marked."""
    asked, words = read(typed), fold(typed)
    fits = [one for one in all_of_them if all(any(w.startswith(word) for w in fold(one.title)) for word in words)]
    return [one._replace(title=marked(one.title, asked)) for one in fits][:FEW]


def categories():
    """Categories, each leading to the customers who are interested in it."""
    if not (may("read", "categories") and may("read", "interests") and sees("categories.name")):
        return []
    rows = db.session.execute(select(Category.id, Category.name).order_by(Category.name)).all()
    return [Offer(name, url_for("customers.index", category=id), "folder-tree") for id, name in rows]
