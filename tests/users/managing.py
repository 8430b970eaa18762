"""What tests about people do and ask, over and over."""

from sqlalchemy import select

from contacts.access import Role, SecurityEvent, unrestricted
from contacts.users.models import User

PEOPLE = "/admin/users"


def one(id):
    with unrestricted("a test looks") as session:
        return session.get(User, id)


def role_id(name):
    with unrestricted("a test looks") as session:
        return session.scalar(select(Role.id).where(Role.name == name))


def events():
    with unrestricted("a test looks") as session:
        return session.scalars(select(SecurityEvent.kind).order_by(SecurityEvent.id)).all()


def count(model):
    with unrestricted("a test looks") as session:
        return len(session.execute(select(model.created_at)).all())


def invitation(**fields):
    return {"name": "Eva Lund", "email": "Eva@Example.com", "role_id": role_id("support"), "team_id": "", **fields}


def fields_of(person, **changes):
    return {"name": person.name, "email": person.email, "role_id": person.role_id, "version": person.version, **changes}


def ask(app, email="eva@example.com", **options):
    return app.test_client().post("/forgot", data={"email": email}, **options)
