"""What people do with their own account, whatever their role: their name, password and sessions."""

from flask_login import current_user
from sqlalchemy import delete
from sqlalchemy.orm.exc import StaleDataError

from contacts.access import elevate, record_event
from contacts.db import db
from contacts.history import begin
from contacts.users import queries, throttle
from contacts.users.links import end_sessions, set_password
from contacts.users.models import SignIn, User
from contacts.users.passwords import hash_password, verify


def edit_profile(fields, version):
    """The person's own name, language and time zone. Returns the operation's id."""
    elevate("name, language and time zone are one's own to change")
    person = db.session.get_one(User, current_user.id)
    if version not in ("", str(person.version)):
        raise StaleDataError
    operation = begin("users.profile", "Changed their own settings", person)
    for name, value in fields.items():
        setattr(person, name, value)
    db.session.flush()
    current_user.locale, current_user.time_zone = person.locale, person.time_zone
    return operation


def knows_password(present):
    """Whether this is the password of whoever is signed in."""
    known = queries.credentials_of(current_user.email)
    if known is None or not verify(known.password_hash, present):
        return False
    throttle.forgive(password=current_user.id)
    return True


def change_password(present, password):
    """Ends every other session. False when `present` is not the password so far."""
    if not knows_password(present):
        return False
    hashed = hash_password(password)
    elevate("a password is one's own to change")
    set_password(current_user.id, hashed, keep=current_user.token)
    record_event("password_changed", person_id=current_user.id)
    return True


def end_session(session):
    elevate("sessions are readable to no role's connection")
    ended = delete(SignIn).where(SignIn.token_hash == session.token_hash, SignIn.user_id == current_user.id)
    db.session.execute(ended)
    record_event("session_revoked", person_id=current_user.id, detail=session.browser)


def end_own_sessions():
    elevate("sessions are readable to no role's connection")
    end_sessions(current_user.id)
    record_event("session_revoked", person_id=current_user.id, detail="everywhere")
