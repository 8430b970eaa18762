"""One request, one unit of work, one commit, here and nowhere else."""

import hashlib
import time

from flask import Flask, current_app, g, redirect, request
from sqlalchemy.exc import DBAPIError, IntegrityError

from contacts.access import READING, current_actor
from contacts.db import db
from contacts.history import seal
from contacts.web.models import IdempotencyKey

RETRY_SECONDS = 5


class Application(Flask):
    """Flask, whose writing requests commit when they succeed and roll back when they do not."""

    def dispatch_request(self):
        if request.method in READING or current_actor().id is None:
            return super().dispatch_request()
        return whole_or_nothing(super().dispatch_request, repeatable=bool(submitted_key()))


def whole_or_nothing(view, repeatable):
    """Run the view and commit. A lost connection is tried again as a whole, when the form says which one it is."""
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        try:
            return run(view)
        except DBAPIError as error:
            db.session.rollback()
            if not (error.connection_invalidated and repeatable and time.monotonic() < deadline):
                raise
            time.sleep(0.2)


def run(view):
    earlier = claim_key()
    if earlier is not None:
        return redirect(earlier, 303)
    response = current_app.make_response(view())
    if response.status_code >= 400:
        db.session.rollback()
        return response
    remember_answer(response)
    commit()
    return response


def commit():
    """Seal the ledger's operation and make everything durable."""
    seal()
    db.session.commit()


def submitted_key():
    """The form's own key. Of an edit together with what it says: a page that a browser brought back still has the key,
    and what was typed in it since must be held against the version, not taken for the same submit."""
    key = request.form.get("idempotency_key", "")[:64] if request.form else ""
    if not key.isprintable():
        return ""
    return said_with(key) if key and request.form.get("version") else key


def said_with(key):
    said = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    return hashlib.sha256(repr((key, request.path, said)).encode("utf-8", "replace")).hexdigest()


def claim_key():
    """Take this form's key, or say where the answer lies of the one who took it before."""
    key = submitted_key()
    if not key:
        return None
    try:
        db.session.add(IdempotencyKey(key=key, user_id=current_actor().id))
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        taken = db.session.get(IdempotencyKey, (key, current_actor().id))
        return (taken and taken.location) or request.path
    return None


def remember_answer(response):
    key = submitted_key()
    if key:
        taken = db.session.get(IdempotencyKey, (key, current_actor().id))
        taken.location = (g.get("answer") or response.location or request.path)[:500]
