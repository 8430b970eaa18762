"""One's own second factor: `/settings/second-factor`."""

from flask import Blueprint, current_app, redirect, request, url_for
from flask_login import current_user

from contacts.access import signed_in
from contacts.users.factors import actions
from contacts.users.factors.codes import address_of, picture_of
from contacts.users.factors.forms import CodeForm, PasswordForm, ProofForm
from contacts.users.factors.proving import refusal
from contacts.users.factors.queries import pending_of, second_factor_of
from contacts.web import _, own_path, page, say

bp = Blueprint("factors", __name__, url_prefix="/settings/second-factor")


@bp.get("/new")
@signed_in
def new():
    return back() if second_factor_of(current_user.id) else ask_password(PasswordForm())


@bp.post("/new")
@signed_in
def start():
    form = PasswordForm()
    if second_factor_of(current_user.id):
        return back()
    if status := refusal(form):
        return ask_password(form, status)
    actions.start()
    return redirect(url_for(".confirm", next=next_path()), 303)


@bp.get("/confirm")
@signed_in
def confirm():
    pending = pending_of(current_user.id)
    return show_secret(pending, CodeForm()) if pending else begin_anew()


@bp.post("/confirm")
@signed_in
def turn_on():
    form, pending = CodeForm(), pending_of(current_user.id)
    if not pending:
        return begin_anew()
    codes = actions.turn_on(pending, form.code.data) if form.validate() else None
    if codes:
        return show_codes(codes)
    if not form.errors:
        form.refuse("code", _("That code is not right. Type the one that shows now."))
    return show_secret(pending, form, 422)


@bp.get("/off")
@signed_in
def off():
    return prove("off", ProofForm()) if second_factor_of(current_user.id) else back()


@bp.post("/off")
@signed_in
def turn_off():
    form = ProofForm()
    if status := refusal(form):
        return prove("off", form, status)
    actions.turn_off()
    say(_("The second factor is off."))
    return back()


@bp.get("/recovery-codes")
@signed_in
def recovery_codes():
    return prove("recovery_codes", ProofForm()) if second_factor_of(current_user.id) else back()


@bp.post("/recovery-codes")
@signed_in
def renew_recovery_codes():
    form = ProofForm()
    if status := refusal(form):
        return prove("recovery_codes", form, status)
    return show_codes(actions.renew_recovery_codes())


def ask_password(form, status=200):
    return page("settings/factor/new.html", status, form=form, next=next_path())


def show_secret(pending, form, status=200):
    secret = pending.secret
    picture = picture_of(address_of(secret, current_user.email, current_app.config["WORKSPACE"]))
    return page("settings/factor/confirm.html", status, form=form, secret=secret, picture=picture, next=next_path())


def prove(what, form, status=200):
    """Ask for password and code before this is done: "off" or "recovery_codes"."""
    return page("settings/factor/prove.html", status, what=what, form=form)


def show_codes(codes):
    """Once: only their hashes are kept."""
    return page("settings/factor/recovery_codes.html", codes=codes, onward=own_path(next_path() or "", settings_url()))


def begin_anew():
    """There is nothing to confirm: it is on already, or it took too long."""
    if second_factor_of(current_user.id):
        return back()
    say(_("That took too long. Begin again."))
    return redirect(url_for(".new", next=next_path()), 303)


def back():
    return redirect(settings_url(), 303)


def settings_url():
    return url_for("settings.show")


def next_path():
    """Where to go on once it is set up, as `own_path` has yet to judge; or None."""
    return request.values.get("next") or None
