"""The web face of people, for whoever manages them: `/admin/users`."""

from flask import Blueprint, url_for

from contacts.access import needs
from contacts.users import accounts
from contacts.users.administrators import Refused
from contacts.users.factors.queries import second_factor_of
from contacts.users.forms import InviteForm, PersonForm
from contacts.users.links import letter, new_token
from contacts.users.models import Purpose
from contacts.users.passkeys.queries import count_passkeys
from contacts.users.queries import get_person, last_seen, list_people, role_choices
from contacts.web import _, moved, ngettext, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.mail import can_mail, send_when_saved
from contacts.web.outside import full_address

bp = Blueprint("people", __name__, url_prefix="/admin/users")


@bp.get("")
@needs("users", "read")
def index():
    return page("admin/users/index.html#results", listing=list_people(), roles=role_choices())


@bp.get("/new")
@needs("users", "create")
def new():
    return page("admin/users/new.html", form=InviteForm())


@bp.post("")
@needs("users", "create")
def create():
    form, token = InviteForm(), new_token()
    if not form.validate():
        return page("admin/users/new.html", 422, form=form)
    return show_link(*accounts.invite(form.fields_of(), token), token)


@bp.get("/<int:id>")
@needs("users", "edit")
def edit(id):
    person = get_person(id, "edit")
    return show(person, PersonForm(obj=person))


@bp.post("/<int:id>")
@needs("users", "edit")
def update(id):
    person = get_person(id, "edit")
    form = PersonForm(formdata=submitted(), obj=person)
    if stale(form, person):
        return conflict(form, person, url_for(".update", id=id))
    if not form.validate():
        return show(person, form, 422)
    try:
        say(_("Saved."), accounts.edit_person(person, form.fields_of()))
    except Refused as error:
        return show(person, form.refuse("role_id", str(error)), 422)
    return moved(url_for(".edit", id=id))


@bp.post("/<int:id>/deactivate")
@needs("users", "edit")
def deactivate(id):
    return attempt(get_person(id, "edit"), _("Deactivated and signed out everywhere."), accounts.deactivate)


@bp.post("/<int:id>/activate")
@needs("users", "edit")
def activate(id):
    return attempt(get_person(id, "edit"), _("Activated."), accounts.activate)


@bp.post("/<int:id>/link")
@needs("users", "edit")
def link(id):
    person, token = get_person(id, "edit"), new_token()
    try:
        return show_link(person, accounts.renew_link(person, token), token)
    except Refused as error:
        return show(person, PersonForm(formdata=None, obj=person), 422, str(error))


@bp.post("/<int:id>/sign-out")
@needs("users", "edit")
def sign_out(id):
    ended = accounts.sign_out_everywhere(get_person(id, "edit"))
    say(ngettext("Signed out of %(num)d browser.", "Signed out of %(num)d browsers.", ended))
    return moved(url_for(".edit", id=id))


@bp.post("/<int:id>/second-factor/remove")
@needs("users", "edit")
def remove_second_factor(id):
    said = _("Second factor and passkeys removed, and signed out everywhere.")
    return attempt(get_person(id, "edit"), said, accounts.remove_second_factor)


def show(person, form, status=200, refused=None):
    known = {"second_factor": second_factor_of(person.id), "passkeys": count_passkeys(person.id)}
    seen = last_seen([person.id]).get(person.id)
    return page("admin/users/edit.html", status, person=person, form=form, seen=seen, refused=refused, **known)


def attempt(person, sentence, verb):
    """Do it and go back to the person, or say why it cannot be done."""
    try:
        say(sentence, verb(person))
    except Refused as error:
        return show(person, PersonForm(formdata=None, obj=person), 422, str(error))
    return moved(url_for(".edit", id=person.id))


def show_link(person, until, token):
    """The link, once: only its hash is kept."""
    address, mailed = full_address("passwords.choose", token=token), can_mail()
    if mailed:
        purpose = Purpose.INVITE if person.invited_at else Purpose.RESET
        send_when_saved(person.email, *letter(purpose, person.name, address))
    return page("admin/users/link.html", person=person, until=until, address=address, mailed=mailed)
