"""Passkeys: adding and removing one's own under Settings, and signing in with one."""

from functools import wraps

from flask import Blueprint, abort, current_app, request, url_for
from flask_login import current_user

from contacts.access import public, signed_in
from contacts.users.actions import open_session
from contacts.users.entry import welcome
from contacts.users.factors.proving import refusal
from contacts.users.forms import SignInForm
from contacts.users.passkeys.actions import add_passkey, check_passkey, remove_passkey
from contacts.users.passkeys.ceremony import NotProven, creation, place, request_for
from contacts.users.passkeys.challenges import new_challenge
from contacts.users.passkeys.forms import NameForm, NewPasskeyForm
from contacts.users.passkeys.models import PASSKEY
from contacts.users.passkeys.queries import passkeys_of
from contacts.users.routes import gate
from contacts.users.throttle import minutes_to_wait
from contacts.web import _, moved, page, say

bp = Blueprint("passkeys", __name__)


def signs_in():
    """Whether the sign-in page offers passkeys."""
    return place() is not None and not current_app.config["OIDC_ONLY"]


def where(is_possible):
    """404 where passkeys cannot be used."""

    def mark(view):
        @wraps(view)
        def guarded(**values):
            return view(**values) if is_possible() else abort(404)

        return guarded

    return mark


@bp.post("/login/passkey")
@public
@where(signs_in)
def ask():
    """A page that asks the device at once; what was ticked on the sign-in page is carried along."""
    form = SignInForm()
    if wait := minutes_to_wait(passkey=request.remote_addr or ""):
        return gate(form, next_path(), 429, wait=wait)
    return page("users/passkey.html", options=request_for(new_challenge()), next=next_path(), keep=form.keep.data)


@bp.post("/login/passkey/answer")
@public
@where(signs_in)
def answer():
    form = SignInForm()
    if wait := minutes_to_wait(address=request.remote_addr or ""):
        return gate(form, next_path(), 429, wait=wait)
    try:
        user_id = check_passkey(request.form.get("answer", ""))
    except NotProven:
        return gate(form, next_path(), 422, refused=_("That passkey does not sign in here. Use another way."))
    return welcome(open_session(user_id, form.keep.data, means=PASSKEY), next_path(), form.keep.data)


@bp.get("/settings/passkeys/new")
@signed_in
@where(place)
def new():
    return show(NewPasskeyForm())


@bp.post("/settings/passkeys/new")
@signed_in
@where(place)
def create():
    """A page that asks the device at once."""
    form, known = NewPasskeyForm(), passkeys_of(current_user.id)
    if status := refusal(form):
        return show(form, status)
    options = creation(current_user, known, new_challenge(current_user.id))
    return page("settings/passkey/create.html", options=options, form=form)


@bp.post("/settings/passkeys")
@signed_in
@where(place)
def keep():
    form = NameForm()
    try:
        if not form.validate():
            raise NotProven
        add_passkey(form.name.data, form.answer.data)
    except NotProven:
        return show(NewPasskeyForm(), 422, refused=_("That passkey was not accepted. Nothing was saved. Try again."))
    say(_("Passkey added."))
    return moved(url_for("settings.show"))


@bp.post("/settings/passkeys/<int:id>/remove")
@signed_in
def remove(id):
    mine = {passkey.id: passkey for passkey in passkeys_of(current_user.id)}
    remove_passkey(mine.get(id) or abort(404))
    say(_("Passkey removed."))
    return moved(url_for("settings.show"))


def show(form, status=200, refused=None):
    return page("settings/passkey/new.html", status, form=form, refused=refused)


def next_path():
    return request.form.get("next", "")
