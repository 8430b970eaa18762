"""Every route says what it needs. One that says nothing is closed."""

from flask import abort, current_app, request
from flask_login import current_user
from sqlalchemy import select

from contacts.access.actor import act, current_actor, may
from contacts.access.listener import reach_of
from contacts.db import db

PUBLIC = "anyone"
SIGNED_IN = "anyone signed in"
READING = {"GET", "HEAD", "OPTIONS"}


def needs(kind, verb):
    """This view is for roles that may do `verb` to records of `kind`."""

    def mark(view):
        view.needs = (kind, verb)
        return view

    return mark


def public(view):
    """This view is for everybody, signed in or not."""
    view.needs = PUBLIC
    return view


def signed_in(view):
    """This view is for everybody who signed in; what it shows asks further."""
    view.needs = SIGNED_IN
    return view


def check_request():
    """Name who acts, then hold the route's need against their rights."""
    if current_user.is_authenticated:
        act(current_user.actor, writes=request.method not in READING)
    if request.endpoint not in (None, "static"):
        check_need(getattr(current_app.view_functions[request.endpoint], "needs", None))


def check_need(need):
    if need == PUBLIC:
        return
    if not current_user.is_authenticated:
        abort(401)
    if need == SIGNED_IN:
        return
    if need is None or may(need[1], need[0]) is None:
        abort(403)


def reachable(record, verb):
    """Whether the actor's scope for `verb` takes in this record (which they can read)."""
    scope = may(verb, record.__kind__)
    if scope is None:
        return False
    reach = reach_of(type(record), current_actor(), verb)
    if reach is None:
        return True
    model = type(record)
    return db.session.scalar(select(model.id).where(model.id == record.id, reach)) is not None


def fetch(model, id, verb="read", **options):
    """The record, or 404 when it does not exist or is out of reach, or 403 when it may be read but not `verb`."""
    record = db.session.get(model, id, **options)
    if record is None:
        abort(404)
    if verb != "read" and not reachable(record, verb):
        abort(403)
    return record
