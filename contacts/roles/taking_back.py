"""What undo keeps to with roles and their fields: what was changed again since stays, and it is noted."""

from contextlib import contextmanager

from sqlalchemy import select

from contacts.access import FieldRule, record_event
from contacts.db import db
from contacts.history import RULES, CannotUndo
from contacts.history.models import Change
from contacts.web.words import _


@contextmanager
def rules_stay_in_order(changes):
    """A rule that came and says something else by now is not taken away: the field would be free. Raises CannotUndo."""
    came = [change.row_id for change in changes if (change.table_name, change.action) == ("field_rules", "insert")]
    first = levels_at_first(came)
    if any(level != first.get(id, level) for id, level in levels_now(came).items()):
        raise CannotUndo(_("These fields were changed again since. Undo the later change first."))
    yield
    record_event("role_edited", detail="A change of fields was undone.")


def levels_now(ids):
    asked = select(FieldRule.id, FieldRule.level).where(FieldRule.id.in_(ids))
    return {id: str(level) for id, level in db.session.execute(asked)}


def levels_at_first(ids):
    """What each of these rules that changed since said when it came."""
    updates = select(Change.row_id, Change.before).where(Change.table_name == "field_rules", Change.row_id.in_(ids))
    newest_first = updates.where(Change.action == "update").order_by(Change.id.desc())
    return {id: before["level"] for id, before in db.session.execute(newest_first) if "level" in before}


RULES["field_rules"] = rules_stay_in_order
