"""The second step of signing in: the code, `/login/code`."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from contacts.access import public
from contacts.users.actions import open_session
from contacts.users.entry import end_half, waiting, welcome
from contacts.users.factors.forms import CodeForm
from contacts.users.factors.proving import use_code
from contacts.users.throttle import minutes_to_wait
from contacts.web import _, own_path, page

bp = Blueprint("codes", __name__)


@bp.get("/login/code")
@public
def ask():
    return show(CodeForm()) if waiting() else begin_anew()


@bp.post("/login/code")
@public
def check():
    half, form = waiting(), CodeForm()
    if half is None:
        return begin_anew()
    if not form.validate():
        return show(form, 422)
    if wait := minutes_to_wait(code=half.user_id):
        return show(form, 429, wait=wait)
    if not use_code(half.user_id, form.code.data):
        return show(form.refuse("code", _("That code is not right, or it was used already.")), 422)
    end_half()
    return welcome(open_session(half.user_id, half.is_kept), next_path(), half.is_kept)


def show(form, status=200, wait=None):
    """`recovery` asks for one of the codes on paper instead of the app's."""
    context = {"next": next_path(), "recovery": request.values.get("recovery"), "wait": wait}
    return page("users/code.html", status, form=form, **context)


def begin_anew():
    """Nobody waits here: it took too long, the password was never given, or a second click came after the first."""
    if current_user.is_authenticated:
        return redirect(own_path(next_path(), url_for("home.index")), 303)
    flash(_("That took too long. Sign in again."), "warn")
    return redirect(url_for("users.login", next=next_path() or None), 303)


def next_path():
    return request.values.get("next", "")
