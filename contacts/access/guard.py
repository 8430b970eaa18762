"""Every route says what it needs. One that says nothing is closed."""

from flask import abort, current_app, request
from flask_login import current_user
from sqlalchemy import false, select, true

from contacts.access.actor import act, current_actor, may
from contacts.access.reach import reach_of
from contacts.db import db

PUBLIC = "anyone"
SIGNED_IN = "anyone signed in"
LARGEST_KEY = 2**63 - 1
LOOKING = "You are viewing as another role, so nothing was changed. Stop viewing first."
READING = frozenset({"GET", "HEAD", "OPTIONS"})  # methods that cannot write


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


def ends_viewing(view):
    """Whoever views as a role may write nothing but this, which ends it; they act as themselves in it."""
    view.ends_viewing = True
    return view


def check_request():
    """Name who acts, then hold the route's need against their rights."""
    view = current_app.view_functions.get(request.endpoint)
    if current_user.is_authenticated:
        act(acting_in(view), writes=request.method not in READING)
        if current_actor().only_looks and request.method not in READING:
            abort(403, LOOKING)
    if request.endpoint not in (None, "static"):
        check_need(getattr(view, "needs", None))


def acting_in(view):
    return current_user.own if hasattr(view, "ends_viewing") else current_user.actor


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


def reach(model, verb):
    """The same as a condition on rows of `model`, so that a list says of each row what may be done with it."""
    if may(verb, model.__kind__) is None:
        return false()
    condition = reach_of(model, current_actor(), verb)
    return true() if condition is None else condition


def reaching(record, *verbs):
    """Asks for `{verb: whether the actor's scope takes in this record}` (see db.together)."""
    model = type(record)
    allowed = [reach(model, verb).label(verb) for verb in verbs]
    found = yield {"reach": select(*allowed).where(model.id == record.id)}
    return found["reach"][0]._asdict() if found["reach"] else dict.fromkeys(verbs, False)


def fetch(model, id, verb="read", **options):
    """The record, or 404 when it does not exist or is out of reach, or 403 when it may be read but not `verb`."""
    record = db.session.get(model, id, **options) if id <= LARGEST_KEY else None  # more than a database can count
    if record is None:
        abort(404)
    if verb != "read" and not reachable(record, verb):
        abort(403)
    return record
