"""Signing in and out, and adding people."""

import secrets

from sqlalchemy import delete, select

from contacts.access import Role, unrestricted
from contacts.db import db
from contacts.history import begin
from contacts.users import queries, throttle
from contacts.users.models import SignIn, User
from contacts.users.passwords import hash_password, verify
from contacts.users.person import digest


def sign_in(email, password, browser, address):
    """A fresh session token, or None. Raises nothing about whether the person exists."""
    found = queries.credentials_of(email)
    if not verify(found.password_hash if found else None, password):
        return None
    token = secrets.token_urlsafe(32)
    with unrestricted("sign-in: nobody acts yet", writes=True) as session:
        session.add(SignIn(token_hash=digest(token), user_id=found.id, browser=(browser or "")[:200], address=address))
    throttle.forgive(email)
    return token


def sign_out(token):
    with unrestricted("sign-out: sessions are readable to nobody", writes=True) as session:
        session.execute(delete(SignIn).where(SignIn.token_hash == digest(token)))


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
