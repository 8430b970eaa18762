"""Records for tests: plain functions, every field can be given. Call them inside `acting_as(SYSTEM)`."""

import itertools
import secrets
from contextlib import contextmanager

from sqlalchemy import select

from contacts.access import SYSTEM, Role, acting_as, unrestricted
from contacts.customers.models import Customer
from contacts.db import db
from contacts.history import begin
from contacts.users.models import SignIn, User
from contacts.users.person import digest
from contacts.web.unit import commit

numbers = itertools.count(1)


@contextmanager
def writing():
    """A piece of work of the system, committed at its end: `with writing(): make_customer()`."""
    with acting_as(SYSTEM):
        yield
        commit()


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


def make_session(user_id):
    """A signed-in browser's token."""
    token = secrets.token_urlsafe(16)
    with unrestricted("a test signs in", writes=True) as session:
        session.add(SignIn(token_hash=digest(token), user_id=user_id))
    return token


def make_customer(name="Ada Byron", **fields):
    return add(Customer(name=name, sort_name=fields.pop("sort_name", name.casefold()), **fields))
