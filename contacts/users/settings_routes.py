"""One's own settings, for everybody who signed in: `/settings`."""

from flask import Blueprint, abort, url_for
from flask_login import current_user

from contacts.access import may, signed_in
from contacts.users import own_account
from contacts.users.factors.queries import second_factor_of
from contacts.users.forms import ChangePasswordForm, ProfileForm
from contacts.users.own_queries import own_account as account_of
from contacts.users.own_queries import sessions_of
from contacts.users.passkeys.queries import passkeys_of
from contacts.users.routes import leave
from contacts.users.throttle import minutes_to_wait
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.words import speak_anew

bp = Blueprint("settings", __name__, url_prefix="/settings")


@bp.get("")
@signed_in
def show():
    return settings()


@bp.post("")
@signed_in
def update():
    form, account = ProfileForm(formdata=submitted()), account_of(current_user.id)
    if stale(form, account):
        return conflict(form, account, url_for(".update"))
    if not form.validate():
        return settings(422, profile=form)
    operation = own_account.edit_profile(form.fields_of(), form.version.data)
    speak_anew()
    say(_("Saved."), operation if may("edit", "users") else None)
    return moved(url_for(".show"))


@bp.post("/password")
@signed_in
def password():
    form = ChangePasswordForm(current_user)
    if not form.validate():
        return settings(422, password=form)
    if minutes_to_wait(password=current_user.id):
        return settings(429, password=form.refuse("present", _("Too many tries. Wait a few minutes.")))
    if not own_account.change_password(form.present.data, form.password.data):
        return settings(422, password=form.refuse("present", _("That is not your present password.")))
    say(_("Password changed. Every other browser is signed out."))
    return moved(url_for(".show"))


@bp.post("/sessions/<handle>/end")
@signed_in
def end(handle):
    session = next((one for one in sessions_of(current_user) if one.handle == handle), None) or abort(404)
    own_account.end_session(session)
    if session.is_here:
        return leave()
    say(_("Signed out there."))
    return moved(url_for(".show"))


@bp.post("/sessions/end")
@signed_in
def end_all():
    own_account.end_own_sessions()
    return leave()


def settings(status=200, profile=None, password=None):
    context = {
        "profile": profile or ProfileForm(formdata=None, obj=account_of(current_user.id)),
        "password": password or ChangePasswordForm(current_user, formdata=None),
        "second_factor": second_factor_of(current_user.id),
        "passkeys": passkeys_of(current_user.id),
        "sessions": sessions_of(current_user),
    }
    return page("settings/index.html", status, **context)
