"""View as role: an administrator sees what a role sees, in one browser, and changes nothing meanwhile."""

from flask_login import current_user
from sqlalchemy import func, select, update

from contacts.access import Role, current_actor, elevate, record_event, rights_of
from contacts.db import db
from contacts.users.models import SignIn, User
from contacts.users.person import digest, may_view_as


def viewable_roles():
    """Roles other than one's own that one may view as: `id`, `name` and how many `people` are in it."""
    people = select(func.count(User.id)).where(User.role_id == Role.id, User.active).scalar_subquery()
    wanted = select(Role.id, Role.version, Role.name, people.label("people")).order_by(Role.id)
    own = current_actor().rights
    return [
        role
        for role in db.session.execute(wanted)
        if role.name != own.role and may_view_as(own, rights_of(role.id, role.version))
    ]


def start_viewing(role):
    elevate("sessions are readable to no role's connection")
    remember(role.id)
    record_event("view_as_started", person_id=current_user.id, detail=role.name)


def end_viewing():
    """Does nothing when one does not view as a role."""
    if current_user.viewing:
        elevate("sessions are readable to no role's connection")
        remember(None)
        record_event("view_as_ended", person_id=current_user.id, detail=current_user.viewing)


def remember(role_id):
    here = update(SignIn).where(SignIn.token_hash == digest(current_user.token))
    db.session.execute(here.values(viewing_role_id=role_id))
