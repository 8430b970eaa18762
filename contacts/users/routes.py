"""Signing in and out."""

from flask import Blueprint, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user

from contacts.access import public, signed_in
from contacts.users.actions import sign_in, sign_out
from contacts.users.forms import SignInForm
from contacts.users.queries import person_of
from contacts.users.throttle import minutes_to_wait
from contacts.web import own_path, page

bp = Blueprint("users", __name__)


@bp.get("/login")
@public
def login():
    return page("users/login.html", form=SignInForm(), failed=False, wait=None, next=request.args.get("next", ""))


@bp.post("/login")
@public
def enter():
    form = SignInForm()
    wait = minutes_to_wait(form.email.data or "", request.remote_addr) if form.validate() else None
    token = None
    if form.validate() and not wait:
        token = sign_in(form.email.data, form.password.data, request.user_agent.string, request.remote_addr)
    if token is None:
        status = 429 if wait else 422
        return page(
            "users/login.html", status, form=form, failed=not wait, wait=wait, next=request.form.get("next", "")
        )
    session.clear()
    session.permanent = form.keep.data
    login_user(person_of(token))
    return redirect(own_path(request.form.get("next", ""), url_for("home.index")), 303)


@bp.post("/logout")
@signed_in
def logout():
    sign_out(current_user.token)
    logout_user()
    session.clear()
    response = redirect(url_for("users.login"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
