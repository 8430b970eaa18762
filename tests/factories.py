"""Records for tests: plain functions, every field can be given. Call them inside `acting_as(SYSTEM)`."""

import itertools
import secrets
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import select

from contacts.access import SYSTEM, FieldRule, Level, Role, acting_as, unrestricted
from contacts.customers.models import Customer
from contacts.db import db, utcnow
from contacts.history import begin
from contacts.users.factors.codes import hashed, new_secret
from contacts.users.factors.models import RecoveryCode, SecondFactor
from contacts.users.models import AccountLink, Purpose, SignIn, User
from contacts.users.person import digest
from contacts.web.unit import commit

numbers = itertools.count(1)


@contextmanager
def writing():
    """A piece of work of the system, committed at its end: `with writing(): make_customer()`."""
    with acting_as(SYSTEM):
        yield
        commit()


def found(statement):
    """What the database holds, whoever may read it."""
    with unrestricted("a test looks") as session:
        return session.scalars(statement).all()


def add(record):
    begin("test.make", "Made for a test")
    db.session.add(record)
    db.session.flush()
    return record


def make_user(role="administrator", **fields):
    number = next(numbers)
    role_id = db.session.scalar(select(Role.id).where(Role.name == role))
    given = {"name": f"Person {number}", "email": f"person{number}@example.com", "password_hash": "x", **fields}
    return add(User(role_id=role_id, **given))


def make_role(rights, **levels):
    """The name of a new role; a level is given as `customers__owner_id="hidden"`."""
    role = add(Role(name=f"role {next(numbers)}", rights=rights))
    for field, level in levels.items():
        table, _, column = field.partition("__")
        db.session.add(FieldRule(role_id=role.id, table_name=table, column_name=column or "*", level=Level(level)))
    return role.name


def make_session(user_id):
    """A signed-in browser's token."""
    token = secrets.token_urlsafe(16)
    with unrestricted("a test signs in", writes=True) as session:
        session.add(SignIn(token_hash=digest(token), user_id=user_id))
    return token


def make_link(user_id, token):
    """A link by which the person chooses a password."""
    row = {"token_hash": digest(token), "user_id": user_id, "purpose": Purpose.INVITE}
    with unrestricted("a test is invited", writes=True) as session:
        session.add(AccountLink(**row, expires_at=utcnow() + timedelta(days=1)))


def make_second_factor(user_id, *recovery_codes):
    """The secret that the person's app makes codes of from now on."""
    secret = new_secret()
    with unrestricted("a test sets a second factor up", writes=True) as session:
        session.add(SecondFactor(user_id=user_id, secret=secret, confirmed_at=utcnow()))
        session.add_all(RecoveryCode(user_id=user_id, code_hash=hashed(user_id, code)) for code in recovery_codes)
    return secret


def make_customer(name="Ada Byron", **fields):
    return add(Customer(name=name, sort_name=fields.pop("sort_name", name.casefold()), **fields))
