"""How a browser gets in: the password, then the code where there is a second factor; and what is open in between."""

import secrets
from datetime import timedelta

from flask import current_app, redirect, request, session, url_for
from flask_login import current_user, login_user
from sqlalchemy import delete

from contacts.access import PUBLIC, unrestricted
from contacts.db import utcnow
from contacts.users.actions import open_session
from contacts.users.factors.models import HalfSignIn
from contacts.users.factors.queries import half_of, has_second_factor
from contacts.users.person import digest
from contacts.users.queries import person_of
from contacts.web import own_path

HALF = "half"  # the name in the cookie of the token of a half sign-in
HALF_LASTS = timedelta(minutes=10)

# All that is open to whoever owes a code, and to whoever has to set a second factor up.
WITHOUT_CODE = {"codes.ask", "codes.check", "users.logout", "static"}
WITHOUT_FACTOR = {"factors.new", "factors.start", "factors.confirm", "factors.turn_on", "users.logout", "static"}


def let_in(user_id, keep, next):
    """After the password: to the page that asks for the code, or in when no second factor is on. Returns the answer.

    `next` is a path to go to afterwards; it may come from anybody.
    """
    if not has_second_factor(user_id):
        return welcome(open_session(user_id, keep), next, keep)
    session.clear()
    session[HALF] = begin_half(user_id, keep)
    return redirect(url_for("codes.ask", next=own_path(next, "") or None), 303)


def welcome(token, next, keep=False):
    """The browser holds the session's token from now on, and goes where its person wanted to."""
    session.clear()
    session.permanent = keep
    login_user(person_of(token))
    return redirect(own_path(next, url_for("home.index")), 303)


def begin_half(user_id, keep):
    """The token of a sign-in that waits for its code; what waited too long is swept out."""
    token, now = secrets.token_urlsafe(32), utcnow()
    with unrestricted("sign-in: nobody acts yet", writes=True) as writing:
        writing.execute(delete(HalfSignIn).where(HalfSignIn.expires_at <= now))
        half = {"token_hash": digest(token), "user_id": user_id, "is_kept": keep}
        writing.add(HalfSignIn(**half, expires_at=now + HALF_LASTS))
    return token


def waiting():
    """The half sign-in of this browser (`user_id`, `is_kept`), or None."""
    return half_of(session[HALF]) if HALF in session else None


def end_half():
    if token := session.pop(HALF, None):
        with unrestricted("sign-in: nobody acts yet", writes=True) as writing:
            writing.execute(delete(HalfSignIn).where(HalfSignIn.token_hash == digest(token)))


def keep_to_the_steps():
    """Before each request: whoever owes a code or a second factor is led there, whatever they ask for."""
    if request.endpoint is None:
        return None
    if HALF in session and request.endpoint not in WITHOUT_CODE and waiting():
        return lead_to("codes.ask")
    owes = current_user.is_authenticated and current_user.owes_second_factor
    return lead_to("factors.new") if owes and request.endpoint not in WITHOUT_FACTOR else None


def lead_to(endpoint):
    url = url_for(endpoint, next=asked_for() or None)
    return ("", 401, {"HX-Redirect": url}) if request.htmx.partial else redirect(url, 303)


def asked_for():
    """Where to go on afterwards: the page that was opened, or where that one would have led."""
    is_page = request.method == "GET" and not request.htmx.partial
    if is_page and current_app.view_functions[request.endpoint].needs != PUBLIC:
        return request.full_path.rstrip("?")
    return request.args.get("next", "")
