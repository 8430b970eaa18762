"""The groups of results: rooms further out plug in what they find."""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import select, union_all

from contacts.db import db
from contacts.fulltext import matching

FEW = 5  # of each group, when all groups are shown
MOST = 1_000  # rows with the words that are looked at, the newest


class Hit(NamedTuple):
    """One result: `title` and `why` are safe markup; `place` is where the group goes on after it."""

    place: str
    url: str
    title: str
    about: str = ""  # a few words beside the title
    label: str = ""  # the field that matched, when it is not the title
    why: str = ""  # how it matched
    at: object = None
    icon: str = ""
    id: int = 0  # and
    name: str = ""  # of whom the picture is, when there is no icon
    is_square: bool = False


class Group(NamedTuple):
    """A kind of result. `find(asked, after, limit)` gives the hits after the place `after`, or the first ones."""

    name: str
    label: str
    find: Callable
    allowed: Callable


GROUPS = {}
ORDER = ("customers", "companies", "purchases", "conversations", "tickets", "tasks", "products")


def group(name, label, allowed):
    """Plugs in the function below it as a group."""

    def plug(find):
        GROUPS[name] = Group(name, label, find, allowed)
        return find

    return plug


class Found(NamedTuple):
    """One group as a page shows it, and where it goes on."""

    group: Group
    hits: list
    next: str | None

    @property
    def id(self):
        return f"found-{self.group.name}"


def found(asked, names=None, after=None, limit=FEW):
    """What was found in all groups, or in those of these names, that have something."""
    wanted = [GROUPS[name] for name in ORDER if name in GROUPS and (names is None or name in names)]
    groups = [one for one in wanted if one.allowed()]
    pages = [(one, one.find(asked, after, limit + 1)) for one in groups]
    return [
        Found(one, hits[:limit], hits[limit - 1].place if len(hits) > limit else None) for one, hits in pages if hits
    ]


def ids_in(name, asked):
    """Statements of the ids of rows that have all terms in one class of the index, the newest of them; or in a field
    that people added to its records.
    """
    if not asked.terms:
        return []
    return [latest(way) for one in matching.open_of(name) for way in matching.by_any(one, asked.terms)]


def latest(ids):
    id = ids.selected_columns[0]
    return select(ids.order_by(id.desc()).limit(MOST).subquery().c.id)


def newest(statement, id, wanted, after, limit):
    """Rows of those ids that `wanted` (statements of ids) finds, the newest first, after the id `after`."""
    if not wanted:
        return []
    statement = statement.where(id.in_(union_all(*wanted)))
    if after is not None:
        statement = statement.where(id < after)
    return db.session.execute(statement.order_by(id.desc()).limit(limit)).all()
