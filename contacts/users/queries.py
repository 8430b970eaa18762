"""Who is signed in, and who could be."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import func, select, update

from contacts.access import Role, unrestricted
from contacts.db import utcnow
from contacts.users.models import SignIn, User
from contacts.users.person import Person, digest

IDLE = timedelta(hours=12)
TOUCH = timedelta(minutes=10)

WHO = (
    select(User.id, User.name, User.email, User.team_id, User.locale, User.time_zone)
    .add_columns(Role.id.label("role_id"), Role.version.label("role_version"), Role.name.label("role"))
    .add_columns(SignIn.created_at, SignIn.seen_at)
    .join(SignIn, SignIn.user_id == User.id)
    .join(Role, Role.id == User.role_id)
    .where(User.active)
)


def person_of(token):
    """The person whose browser holds this token, or None when it is unknown, idle too long or signed out."""
    now = utcnow()
    with unrestricted("sign-in: nobody acts yet") as session:
        row = session.execute(WHO.where(SignIn.token_hash == digest(token))).first()
    lifetime = current_app.config["PERMANENT_SESSION_LIFETIME"]
    if row is None or now - row.created_at > lifetime:
        return None
    if now - row.seen_at > TOUCH:
        touch(token, now)
    return Person(token, row)


def touch(token, now):
    with unrestricted("sign-in: a session in use stays alive", writes=True) as session:
        session.execute(update(SignIn).where(SignIn.token_hash == digest(token)).values(seen_at=now))


def credentials_of(email):
    """`(id, password hash)` of an active person, or None."""
    with unrestricted("sign-in: nobody acts yet") as session:
        wanted = select(User.id, User.password_hash).where(User.email == email.lower(), User.active)
        return session.execute(wanted).first()


def user_by_email(session, email):
    return session.scalar(select(User).where(User.email == email.lower()))


def count_users():
    with unrestricted("an instance without users needs an administrator") as session:
        return session.scalar(select(func.count()).select_from(User))


def people():
    """`[(id, name)]` of everybody active, to choose an owner or assignee from."""
    with unrestricted("names of colleagues are no secret") as session:
        return session.execute(select(User.id, User.name).where(User.active).order_by(User.name)).all()
