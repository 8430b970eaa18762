"""What people read when something does not work: what happened, that nothing was lost, and what to do next."""

from http import HTTPStatus

from flask import current_app, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    IntegrityError,
    InvalidRequestError,
    OperationalError,
    TimeoutError,
)
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException

from contacts.access import record_event_now
from contacts.db import db
from contacts.history import CannotUndo
from contacts.web.words import _

SENTENCES = {
    400: _("That request could not be understood. Go back and try again."),
    403: _("Your role may not do this. Ask an administrator if you need it."),
    404: _("This does not exist, or not any more."),
    405: _("That cannot be done here."),
    409: _("Somebody changed this meanwhile. Nothing was saved. Open it again to see how it is now."),
    413: _("That is too large. Files can be at most 25 MB."),
    422: _("Something here is not right. Nothing was saved."),
    429: _("Too many tries. Wait a little."),
    500: _("Something went wrong on our side. Nothing was saved."),
    503: _("The database cannot be reached. Nothing was saved. Try again in a moment."),
    507: _("Storage is full. Nothing was saved."),
}
SPOKEN = (BadRequest, Forbidden)
REFUSED = ("prohibited", "not authorized", "permission denied")
FULL = ("database or disk is full", "disk I/O error", "No space left")


class StorageFull(HTTPException):
    """The disk has no room for what was sent."""

    code = 507


def problem(status, sentence=None):
    """An error page, or its message alone for htmx."""
    name = "errors/_message.html" if request.htmx.partial else "errors/error.html"
    sentence = sentence or SENTENCES.get(status, SENTENCES[500])
    html = render_template(name, status=status, title=_(HTTPStatus(status).phrase), sentence=sentence)
    return html, status


def http_problem(error):
    """Our sentence for the status, or the one that was given where the error was raised; never Werkzeug's own."""
    if error.code is None or error.code < 400:
        return error
    given = type(error) in SPOKEN and error.description != type(error).description
    return problem(error.code, _(error.description) if given else None)


def sign_in_first(_error):
    """401: to the sign-in page, and back afterwards."""
    here = request.full_path.rstrip("?") if request.method == "GET" else url_for("home.index")
    if not request.htmx.partial:
        return redirect(url_for("users.login", next=here))
    return "", 401, {"HX-Redirect": url_for("users.login", next=request.htmx.current_url or here)}


def stale(_error):
    db.session.rollback()
    return problem(409)


def database_problem(error):
    """A broken rule is 409, a refusal by the wall 403 (and a fault of ours: logged), a full disk 507, else 503."""
    db.session.rollback()
    words = str(error.orig)
    if isinstance(error, IntegrityError):
        return problem(409, _("This clashes with something that is there already. Nothing was saved."))
    if any(word in words for word in REFUSED):
        return refused(words.splitlines()[0])
    if any(word in words for word in FULL):
        return problem(507)
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return away(error)
    current_app.logger.exception("database error")
    return problem(500)


def refused(words):
    """The last line held where the first should have: a fault of ours, which administrators see in the log."""
    current_app.logger.error("refused by the database itself: %s", words)
    record_event_now("refused_by_database", detail=f"{request.method} {request.path}: {words}")
    return problem(403)


def field_is_hidden(error):
    """A page that cannot be without a field which is hidden for this role is closed, not half shown."""
    if "raiseload=True" not in str(error):
        raise error
    db.session.rollback()
    return problem(403, _("This page needs a field that is hidden for your role. Ask an administrator."))


def away(_error):
    html, status = problem(503)
    return html, status, {"Retry-After": "2"}


def expired_form(_error):
    return problem(400, _("This page was open too long. Load it again, then send it again."))


def unexpected(error):
    db.session.rollback()
    current_app.logger.exception("unexpected: %s", type(error).__name__)
    return problem(500)


def init_app(app):
    app.register_error_handler(HTTPException, http_problem)
    app.register_error_handler(401, sign_in_first)
    app.register_error_handler(CSRFError, expired_form)
    app.register_error_handler(StaleDataError, stale)
    app.register_error_handler(DatabaseError, database_problem)
    app.register_error_handler(DBAPIError, database_problem)
    app.register_error_handler(InvalidRequestError, field_is_hidden)
    app.register_error_handler(TimeoutError, away)
    app.register_error_handler(CannotUndo, lambda error: problem(409, _(str(error))))
    if not app.testing and not app.debug:
        app.register_error_handler(Exception, unexpected)
    app.jinja_env.globals.update(current_user=current_user)
