"""Signing in and out."""

from flask import Blueprint, abort, current_app, redirect, request, session, url_for
from flask_login import current_user, logout_user

from contacts.access import ends_viewing, public
from contacts.users.actions import check_password, sign_out
from contacts.users.entry import end_half, let_in
from contacts.users.forms import SignInForm
from contacts.users.throttle import minutes_to_wait
from contacts.web import page
from contacts.web.mail import can_mail

bp = Blueprint("users", __name__)


@bp.get("/login")
@public
def login():
    return gate(SignInForm(), request.args.get("next", ""))


@bp.post("/login")
@public
def enter():
    if current_app.config["OIDC_ONLY"]:
        abort(404)
    form = SignInForm()
    user_id, wait = None, None
    if form.validate():
        wait = minutes_to_wait(account=form.email.data, address=request.remote_addr or "")
    if form.validate() and not wait:
        user_id = check_password(form.email.data, form.password.data)
    if user_id is None:
        return gate(form, request.form.get("next", ""), 429 if wait else 422, failed=not wait, wait=wait)
    return let_in(user_id, form.keep.data, request.form.get("next", ""))


def gate(form, next, status=200, failed=False, wait=None, refused=None):
    """The sign-in page; `next` is where to go afterwards, `refused` why another way in did not let somebody in."""
    context = {"failed": failed, "wait": wait, "refused": refused, "next": next, "can_mail": can_mail()}
    name = "single_sign_on/only.html" if current_app.config["OIDC_ONLY"] else "users/login.html"
    return page(name, status, form=form, **context)


@bp.post("/logout")
@public
@ends_viewing
def logout():
    if current_user.is_authenticated:
        sign_out(current_user)
    end_half()
    return leave()


def leave():
    """To the sign-in page, with nothing left behind in the browser."""
    logout_user()
    session.clear()
    response = redirect(url_for("users.login"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
