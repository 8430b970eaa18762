"""Roles as the database keeps them: read into rights once for each version, and the ones a new instance starts with."""

from functools import lru_cache

from flask import current_app
from sqlalchemy import insert, select

from contacts.access import groups
from contacts.access.door import unrestricted
from contacts.access.growing import LOADERS
from contacts.access.models import FieldRule, Role
from contacts.access.policy import RIGHTS, rules_of
from contacts.access.rights import EVERYTHING, NOTHING, Rights
from contacts.db import dispose

_latest = {}  # role id: (version, rights), the newest that this process has read


@lru_cache(128)
def rights_of(role_id, version):
    """The rights of a role at a version; a changed matrix is a new version, hence new rights and a new pool."""
    with unrestricted("rights are read before anybody acts") as session:
        for load in LOADERS:
            load(session)
        role = session.get_one(Role, role_id)
        rules = session.scalars(select(FieldRule).where(FieldRule.role_id == role_id)).all()
    rights = Rights(role.name, role.rights, {(rule.table_name, rule.column_name): rule.level for rule in rules})
    supersede(role_id, version, rights)
    return rights


def supersede(role_id, version, rights):
    """Close the pools of what the role might do before, unless another role still has just these rights."""
    known, before = _latest.get(role_id, (0, rights))
    if version <= known:
        return
    _latest[role_id] = (version, rights)
    if before.wall.fingerprint not in {one.wall.fingerprint for _version, one in list(_latest.values())}:
        dispose(current_app.config["DATABASE"], before.wall)


def all_rights():
    """The rights of every role, by name."""
    with unrestricted("grants are made for every role") as session:
        roles = session.execute(select(Role.id, Role.version).order_by(Role.id)).all()
    return [rights_of(role.id, role.version) for role in roles]


def walls_in_use():
    """The walls that somebody may stand behind: every role, the system, and whoever has no role yet."""
    return list({rights.wall.fingerprint: rights.wall for rights in (*all_rights(), EVERYTHING, NOTHING)}.values())


groups.IN_USE.append(walls_in_use)


def seed_roles(connection):
    """Put the starting roles into an instance that has none; a renamed or deleted one does not come back."""
    if connection.scalar(select(Role.__table__.c.id).limit(1)):
        return
    for name in RIGHTS:
        role_id = connection.execute(insert(Role).values(name=name, rights=RIGHTS[name])).inserted_primary_key[0]
        cells = [
            {"role_id": role_id, "table_name": table, "column_name": column, "level": level}
            for (table, column), level in rules_of(name).items()
        ]
        if cells:
            connection.execute(insert(FieldRule), cells)
