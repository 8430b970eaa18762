"""Choosing a password by a link, and asking for such a link by mail."""

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for

from contacts.access import public
from contacts.users.forms import ForgottenForm, NewPasswordForm
from contacts.users.links import mail_link, new_token, use_link
from contacts.users.queries import link_of
from contacts.users.throttle import minutes_to_wait
from contacts.web import _, page
from contacts.web.mail import can_mail, later
from contacts.web.outside import full_address

bp = Blueprint("passwords", __name__)


@bp.get("/password/<token>")
@public
def choose(token):
    link = link_of(token)
    return show(link, NewPasswordForm(link)) if link else worn_out()


@bp.post("/password/<token>")
@public
def save(token):
    link = link_of(token)
    form = link and NewPasswordForm(link)
    if link and not form.validate():
        return show(link, form, 422)
    if not link or not use_link(link, form.password.data):
        return worn_out()
    flash(_("Your password is saved. Sign in with it."))
    return redirect(url_for("users.login"), 303)


def show(link, form, status=200):
    return page("users/password.html", status, link=link, form=form)


def worn_out():
    return page("users/worn_out.html", 404)


@bp.get("/forgot")
@public
def forgot():
    return ask(ForgottenForm())


@bp.post("/forgot")
@public
def send():
    """The same answer after the same work, whether the person exists or not: looking and mailing come later."""
    form, token = ForgottenForm(), new_token()
    if not form.validate():
        return ask(form, 422)
    if wait := minutes_to_wait(forgotten=form.email.data, address=request.remote_addr or ""):
        return ask(form, 429, wait=wait)
    response = ask(form, sent=True)
    later(mail_link, form.email.data, token, full_address("passwords.choose", token=token), request.remote_addr)
    return response


def ask(form, status=200, sent=False, wait=None):
    if not can_mail() or current_app.config["OIDC_ONLY"]:
        abort(404)
    return page("users/forgot.html", status, form=form, sent=sent, wait=wait)
