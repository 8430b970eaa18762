"""What administrators do with roles: add, copy, change, delete; each one operation that can be undone."""

from sqlalchemy import select

from contacts.access import FieldRule, Level, Role, record_event
from contacts.access.policy import ADMINISTRATOR
from contacts.db import db
from contacts.history import begin
from contacts.roles.draft import ruled
from contacts.users.administrators import Refused, administrators_stay
from contacts.web.words import _, ngettext


class Outdated(Exception):
    """Somebody changed one of these roles since."""


def save_fields(changes, versions):
    """Write what `changes` (see `draft`) say. Returns the operation's id. Raises Outdated."""
    hold({change.role.id: versions.get(change.role.id) for change in changes})
    names = ", ".join(change.role.name for change in changes)
    operation = begin("roles.fields", f"Changed the fields of {names}"[:200])
    for change in changes:
        refuse_fixed(change.role)
        write_rules(change.role.id, change.cells)
        note("role_edited", change.sentences)
    return operation


def hold(versions):
    """Lock these roles (`{id: version}`) until the end of the unit of work. Raises Outdated when one has gone on."""
    asked = select(Role.id, Role.version).where(Role.id.in_(versions)).order_by(Role.id).with_for_update()
    if dict(db.session.execute(asked).all()) != versions:
        raise Outdated


def write_rules(role_id, cells):
    """Make the rules of a role what they are with these cells; one that changes keeps its row."""
    there = {
        (rule.table_name, rule.column_name): rule
        for rule in db.session.scalars(select(FieldRule).where(FieldRule.role_id == role_id))
    }
    wanted = ruled({place: rule.level for place, rule in there.items()}, cells)
    for place in there.keys() - wanted.keys():
        db.session.delete(there[place])
    for (table, column), level in wanted.items():
        rule = there.get((table, column)) or FieldRule(role_id=role_id, table_name=table, column_name=column)
        rule.level = Level(level)
        db.session.add(rule)
    db.session.flush()


def add_role(name, copied=None):
    """A new role: one that may nothing, or with everything that `copied` has. Returns the role."""
    begin("roles.create", "Added a role")
    known = {"rights": copied.rights, "requires_second_factor": copied.requires_second_factor} if copied else {}
    role = Role(name=name, **{"rights": {}, **known})
    db.session.add(role)
    db.session.flush()
    for rule in db.session.scalars(select(FieldRule).where(FieldRule.role_id == copied.id)).all() if copied else ():
        cell = {"table_name": rule.table_name, "column_name": rule.column_name, "level": rule.level}
        db.session.add(FieldRule(role_id=role.id, **cell))
    db.session.flush()
    note("role_added", [f"{name}, as {copied.name}" if copied else name])
    return role


def edit_role(role, version, fields, sentences):
    """`fields` are columns of the role, rights among them. Returns the operation's id. Raises Outdated, Refused."""
    if fields["rights"] != role.rights:
        refuse_fixed(role)
    hold({role.id: version})
    operation = begin("roles.edit", f"Changed the role {role.name}", role)
    with administrators_stay():
        for name, value in fields.items():
            setattr(role, name, value)
    note("role_edited", sentences)
    return operation


def delete_role(role, people):
    """`people` have it. Returns the operation's id. Raises Refused while that is anybody."""
    refuse_fixed(role)
    if people:
        few = "%(num)d person has this role. Give them another one first."
        many = "%(num)d people have this role. Give them another one first."
        raise Refused(ngettext(few, many, people))
    operation = begin("roles.delete", f"Deleted the role {role.name}", role)
    db.session.delete(role)
    db.session.flush()
    note("role_deleted", [role.name])
    return operation


def refuse_fixed(role):
    if role.name == ADMINISTRATOR:
        raise Refused(_("The administrators' role may always do everything. It is neither changed nor deleted."))


def note(kind, sentences):
    record_event(kind, detail=" ".join(sentences))
