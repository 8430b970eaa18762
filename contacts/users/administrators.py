"""Somebody must always be able to manage people: the last active administrator can be neither demoted nor removed.

And nobody takes that from themselves, by whatever way: there is somebody else who can.
"""

from contextlib import contextmanager

from sqlalchemy import select

from contacts.access import Role, current_actor
from contacts.db import db
from contacts.history import RULES, CannotUndo
from contacts.history.models import Operation
from contacts.users.models import User
from contacts.web.words import _


class Refused(Exception):
    """Why something cannot be done to a person's account, in one sentence for whoever tried."""


class LastAdministrator(Refused):
    def __init__(self):
        super().__init__(_("This is the last active administrator. Make somebody else one first."))


class LocksOneselfOut(Refused):
    def __init__(self):
        super().__init__(_("You would no longer be able to manage people. Ask another administrator to do it."))


@contextmanager
def administrators_stay():
    """What is done in this block leaves somebody who may edit people; whoever does it stays one. Raises Refused."""
    before = administrators()
    yield
    db.session.flush()
    after = administrators()
    if before and not after:
        db.session.rollback()
        raise LastAdministrator
    if (me := current_actor().id) in before and me not in after:
        db.session.rollback()
        raise LocksOneselfOut


def administrators():
    """The ids of everybody who joined, is active and may edit people; locked, so that two cannot demote each other."""
    roles = db.session.execute(select(Role.id, Role.rights)).all()
    able = [role.id for role in roles if role.rights.get("users", {}).get("edit")]
    wanted = select(User.id).where(User.role_id.in_(able), User.active, User.invited_at.is_(None))
    return db.session.scalars(wanted.order_by(User.id).with_for_update()).all()


@contextmanager
def people_stay(changes):
    """The rule of undo: it removes nobody who worked here (the ledger names them), nor the last administrator."""
    came = [change.row_id for change in changes if (change.table_name, change.action) == ("users", "insert")]
    if db.session.scalar(select(Operation.id).where(Operation.actor_id.in_(came)).limit(1)):
        raise CannotUndo(_("They have worked here since. Deactivate them instead."))
    try:
        with administrators_stay():
            yield
    except Refused as error:
        raise CannotUndo(str(error)) from None


RULES["users"] = RULES["roles"] = people_stay
