"""Questions about roles and teams. Only those who manage people may ask them; the routes see to that."""

from dataclasses import dataclass

from sqlalchemy import func, select

from contacts.access import Rights, Role, Team, fetch, rights_of
from contacts.access.guard import LARGEST_KEY
from contacts.access.policy import ADMINISTRATOR
from contacts.db import db
from contacts.roles.effective import Who
from contacts.users.models import User
from contacts.web.filters import role_name


@dataclass(frozen=True)
class RoleRow:
    """A role with its rights; `active` people have it who may sign in, `people` in all."""

    id: int
    name: str
    version: int
    rights: Rights
    active: int
    people: int

    @property
    def is_fixed(self):
        return self.name == ADMINISTRATOR

    @property
    def title(self):
        return role_name(self.name)


def list_roles():
    """Every role, the administrators' first, the others in the order they were made."""
    having = (
        select(User.role_id, func.count().label("people"), func.count().filter(User.active).label("active"))
        .group_by(User.role_id)
        .subquery()
    )
    asked = (
        select(Role.id, Role.name, Role.version, having.c.active, having.c.people)
        .outerjoin(having, having.c.role_id == Role.id)
        .order_by(Role.name != ADMINISTRATOR, Role.id)
    )
    return [role_row(*row) for row in db.session.execute(asked)]


def role_row(id, name, version, active, people):
    return RoleRow(id, name, version, rights_of(id, version), active or 0, people or 0)


def role_row_of(role):
    """The row of one role that was fetched."""
    return next(row for row in list_roles() if row.id == role.id)


def get_role(id, verb="read"):
    return fetch(Role, id, verb)


def name_is_taken(model, name, but=None):
    """Whether another role (or team) has this name, in whatever capitals."""
    same = select(model.id).where(func.lower(model.name) == name.lower(), model.id != (but or 0))
    return db.session.scalar(same) is not None


def list_teams():
    """`id`, `name` and `version` of every team by name, and how many active people are in it."""
    people = func.count(User.id).label("people")
    joined = select(Team.id, Team.name, people).outerjoin(User, (User.team_id == Team.id) & User.active)
    return db.session.execute(joined.group_by(Team.id, Team.name).order_by(func.lower(Team.name), Team.id)).all()


def get_team(id, verb="read"):
    return fetch(Team, id, verb)


def people_in(team):
    """`id`, `name`, `active` and `role` of everybody in a team, by name."""
    asked = select(User.id, User.name, User.active, Role.name.label("role")).join(Role, Role.id == User.role_id)
    return db.session.execute(asked.where(User.team_id == team.id).order_by(func.lower(User.name), User.id)).all()


def everybody():
    """`[(id, name)]` of everybody, to ask about."""
    return db.session.execute(select(User.id, User.name).order_by(func.lower(User.name), User.id)).all()


def who_is(id):
    """The person with this id as `effective` speaks of them, or None."""
    asked = select(User.name, User.active, User.invited_at, Team.name, Role.id, Role.version)
    joined = asked.join(Role, Role.id == User.role_id).outerjoin(Team, Team.id == User.team_id)
    row = db.session.execute(joined.where(User.id == id)).first() if id <= LARGEST_KEY else None
    if row is None:
        return None
    name, active, invited_at, team, role_id, version = row
    state = "inactive" if not active else "invited" if invited_at else "active"
    return Who(name, state, team, rights_of(role_id, version))
