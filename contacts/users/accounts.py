"""What administrators do with people: invite, edit, deactivate, activate, send a link, sign out."""

from sqlalchemy import select

from contacts.access import Role, current_actor, elevate, record_event
from contacts.db import db, utcnow
from contacts.history import begin
from contacts.users.administrators import Refused, administrators_stay
from contacts.users.factors.actions import forget_second_factor
from contacts.users.links import end_sessions, forget_links, make_link, set_password
from contacts.users.models import Purpose, User
from contacts.users.passkeys.actions import forget_passkeys
from contacts.web.words import _


def invite(fields, token):
    """A new person, who joins with the link that `token` is in. Returns the person and until when the link works."""
    elevate("a link is readable to no role's connection")
    begin("users.invite", "Invited a person")
    person = User(**fields, invited_at=utcnow())
    db.session.add(person)
    db.session.flush()
    record_event("person_invited", person_id=person.id)
    return person, make_link(person.id, Purpose.INVITE, token)


def edit_person(person, fields):
    """Returns the operation's id. Raises Refused."""
    operation = begin("users.edit", "Edited a person", person)
    before = person.role_id
    with administrators_stay():
        for name, value in fields.items():
            setattr(person, name, value)
    if person.role_id != before:
        names = dict(db.session.execute(select(Role.id, Role.name)).all())
        record_event("role_changed", person_id=person.id, detail=f"{names[before]} → {names[person.role_id]}")
    return operation


def deactivate(person):
    """Nobody can sign in as them any more, and they are signed out at once. Returns the operation's id."""
    if person.id == current_actor().id:
        raise Refused(_("You cannot deactivate yourself. Ask another administrator."))
    elevate("sessions are readable to no role's connection")
    operation = begin("users.deactivate", "Deactivated a person", person)
    with administrators_stay():
        person.active = False
    end_sessions(person.id)
    forget_links(person.id)
    record_event("person_deactivated", person_id=person.id)
    return operation


def activate(person):
    """Returns the operation's id."""
    operation = begin("users.activate", "Activated a person", person)
    person.active = True
    db.session.flush()
    record_event("person_activated", person_id=person.id)
    return operation


def renew_link(person, token):
    """A fresh link to choose a password by; earlier ones stop working. Returns until when it works."""
    if not person.active:
        raise Refused(_("Activate this person first."))
    elevate("a link is readable to no role's connection")
    record_event("password_link", person_id=person.id)
    return make_link(person.id, Purpose.INVITE if person.invited_at else Purpose.RESET, token)


def sign_out_everywhere(person):
    """Returns how many browsers that were."""
    elevate("sessions are readable to no role's connection")
    record_event("session_revoked", person_id=person.id, detail="everywhere")
    return end_sessions(person.id)


def remove_second_factor(person):
    """For somebody whose phone is gone: the password alone is enough, and no passkey is. It ends their sessions."""
    if person.id == current_actor().id:
        raise Refused(_("Turn your own second factor off under Settings."))
    elevate("a second factor is readable to no role's connection")
    had_code, passkeys = forget_second_factor(person.id), forget_passkeys(person.id)
    if not had_code and not passkeys:
        raise Refused(_("This person has neither a second factor nor passkeys."))
    end_sessions(person.id)
    record_event("second_factor_removed", person_id=person.id)


def give_password(person, hashed):
    """Set by whoever holds the machine. It ends every session."""
    elevate("a password is readable to no role's connection")
    set_password(person.id, hashed)
    record_event("password_reset", person_id=person.id, detail="on the command line")
