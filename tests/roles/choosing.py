"""Roles and the matrix, as tests choose in them and look at what is kept."""

from sqlalchemy import select

from contacts.access import FieldRule, Role, SecurityEvent, rights_of, unrestricted
from contacts.history.models import Operation

FIELDS, ROLES, TEAMS = "/admin/fields", "/admin/roles", "/admin/teams"


def role_of(name):
    """`id`, `version` and `rights` of a role."""
    with unrestricted("a test looks") as session:
        return session.execute(select(Role.id, Role.version, Role.rights).where(Role.name == name)).one()


def rights(name):
    role = role_of(name)
    return rights_of(role.id, role.version)


def level(name, field):
    return rights(name).level(*field.split("."))


def rules(name):
    with unrestricted("a test looks") as session:
        wanted = select(FieldRule.table_name, FieldRule.column_name, FieldRule.level)
        found = session.execute(wanted.where(FieldRule.role_id == role_of(name).id))
        return {(table, column): str(level) for table, column, level in found}


def chosen(*cells):
    """The form of a matrix in which these were chosen: ("support", "customers.tax_id", "hidden")."""
    form = {f"cell-{role_of(role).id}-{field}": level for role, field, level in cells}
    return form | {f"version-{role_of(role).id}": role_of(role).version for role, _field, _level in cells}


def chosen_rights(name, **choices):
    """The form of a role: `customers_read="own"`."""
    own = {"name": name, "version": role_of(name).version}
    return own | {f"right-{choice.replace('_', '-')}": scope for choice, scope in choices.items()}


def last_operation(kind):
    with unrestricted("a test looks") as session:
        return session.scalars(select(Operation.id).where(Operation.kind == kind).order_by(Operation.id.desc())).first()


def noted():
    with unrestricted("a test looks") as session:
        return session.execute(select(SecurityEvent.kind, SecurityEvent.detail).order_by(SecurityEvent.id)).all()
