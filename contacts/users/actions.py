"""Signing in and out, and adding people."""

import secrets

from flask import request
from sqlalchemy import delete, select

from contacts.access import Role, record_event_now, unrestricted
from contacts.db import db
from contacts.history import begin
from contacts.users import queries, throttle
from contacts.users.models import PASSWORD, SignIn, User
from contacts.users.passwords import hash_password, verify
from contacts.users.person import digest


def check_password(email, password):
    """The id of whoever has this address and password, or None; nothing says whether there is such a person."""
    found = queries.credentials_of(email)
    if not verify(found.password_hash if found else None, password):
        record_event_now("sign_in_failed", person_id=found.id if found else None)
        return None
    throttle.forgive(account=email)
    throttle.spare(address=request.remote_addr or "")
    return found.id


def open_session(user_id, keep=False, means=PASSWORD):
    """A fresh session token for somebody who proved by `means` who they are."""
    token = secrets.token_urlsafe(32)
    where = {"browser": request.user_agent.string[:200], "address": request.remote_addr}
    with unrestricted("sign-in: nobody acts yet", writes=True) as session:
        session.add(SignIn(token_hash=digest(token), user_id=user_id, means=means, is_kept=keep, **where))
    record_event_now("sign_in", person_id=user_id, detail=None if means == PASSWORD else f"with {means}")
    return token


def sign_out(person):
    with unrestricted("sign-out: sessions are readable to nobody", writes=True) as session:
        session.execute(delete(SignIn).where(SignIn.token_hash == digest(person.token)))
    if person.viewing:
        record_event_now("view_as_ended", person_id=person.id, detail=person.viewing)
    record_event_now("sign_out", person_id=person.id)


def add_user(email, name, password, role_name):
    """A new person. Raises LookupError for a role that does not exist, ValueError for an address that is taken."""
    role = db.session.scalar(select(Role).where(Role.name == role_name))
    if role is None:
        raise LookupError(role_name)
    if queries.user_by_email(db.session, email) is not None:
        raise ValueError(email)
    begin("users.create", "Added a person")
    user = User(email=email.lower(), name=name, password_hash=hash_password(password), role_id=role.id)
    db.session.add(user)
    db.session.flush()
    return user
