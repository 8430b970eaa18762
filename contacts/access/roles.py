"""Roles as the database keeps them: read into rights once for each version, and the ones a new instance starts with."""

from functools import lru_cache

from sqlalchemy import insert, select

from contacts.access.door import unrestricted
from contacts.access.models import FieldRule, Role
from contacts.access.policy import RIGHTS, rules_of
from contacts.access.rights import Rights


@lru_cache(128)
def rights_of(role_id, version):
    """The rights of a role at a version; a changed matrix is a new version, hence new rights and a new pool."""
    with unrestricted("rights are read before anybody acts") as session:
        role = session.get_one(Role, role_id)
        rules = session.scalars(select(FieldRule).where(FieldRule.role_id == role_id)).all()
    return Rights(role.name, role.rights, {(rule.table_name, rule.column_name): rule.level for rule in rules})


def all_rights():
    """The rights of every role, by name."""
    with unrestricted("grants are made for every role") as session:
        roles = session.execute(select(Role.id, Role.version).order_by(Role.id)).all()
    return [rights_of(role.id, role.version) for role in roles]


def seed_roles(connection):
    """Put the starting roles into an empty instance; what is there already stays as it is."""
    known = set(connection.scalars(select(Role.__table__.c.name)))
    for name in RIGHTS:
        if name in known:
            continue
        role_id = connection.execute(insert(Role).values(name=name, rights=RIGHTS[name])).inserted_primary_key[0]
        cells = [
            {"role_id": role_id, "table_name": table, "column_name": column, "level": level}
            for (table, column), level in rules_of(name).items()
        ]
        if cells:
            connection.execute(insert(FieldRule), cells)
