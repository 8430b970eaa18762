"""The web face of single sign-on: there, back again, and letting go of an account."""

from flask import Blueprint, abort, redirect, request, url_for

from contacts.access import needs, public, record_event_now
from contacts.single_sign_on.actions import sign_in, unlink
from contacts.single_sign_on.provider import wanted_page, way_there, who_came_back
from contacts.single_sign_on.refusals import NotSignedIn
from contacts.single_sign_on.settings import offered
from contacts.users.entry import welcome
from contacts.users.forms import SignInForm
from contacts.users.queries import get_person
from contacts.users.routes import gate
from contacts.users.throttle import minutes_to_wait
from contacts.web import _, moved, own_path, say
from contacts.web.outside import full_address

bp = Blueprint("single_sign_on", __name__)


@bp.get("/login/single-sign-on")
@public
def start():
    next = own_path(request.args.get("next", "")[:500], "")
    _name = offered() or abort(404)
    try:
        return redirect(way_there(full_address(".back"), next), 303)
    except NotSignedIn as error:
        return refused(error, next)


@bp.get("/login/single-sign-on/back")
@public
def back():
    """The provider sends people here; whatever they bring, nothing of it is shown."""
    next = wanted_page() if offered() else abort(404)
    try:
        return welcome(sign_in(who_came_back()), next)
    except NotSignedIn as error:
        return refused(error, next)


def refused(error, next):
    """The sign-in page, and what to do. Who knocks too often is not noted down any more."""
    form = SignInForm(formdata=None)
    if wait := minutes_to_wait(address=request.remote_addr or ""):
        return gate(form, next, 429, wait=wait)
    record_event_now("sign_in_failed", detail=error.why)
    return gate(form, next, error.status, refused=error.sentence)


@bp.post("/admin/users/<int:id>/unlink")
@needs("users", "edit")
def end(id):
    unlink(get_person(id, "edit"))
    say(_("Unlinked. The next sign-in with a verified address links it again."))
    return moved(url_for("people.edit", id=id))
