"""The security log: kept with the unit that wrote it, added to by every role and read by none."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from contacts.access import SecurityEvent, acting_as, record_event, record_event_now, unrestricted
from contacts.db import db
from contacts.users.queries import person_of
from contacts.web.unit import commit
from tests.factories import make_session, make_user, writing

RESTRICTED = ["manager", "finance", "sales rep", "support", "read-only"]


@pytest.fixture
def actor_of(app):
    def _actor_of(role):
        with writing():
            user_id = make_user(role).id
        return person_of(make_session(user_id)).actor

    return _actor_of


def logged():
    with unrestricted("a test looks") as session:
        return session.execute(select(SecurityEvent.kind, SecurityEvent.actor_id, SecurityEvent.detail)).all()


@pytest.mark.parametrize("role", RESTRICTED)
def test_every_role_adds_to_the_log_within_its_unit(actor_of, role):
    actor = actor_of(role)
    with acting_as(actor):
        record_event("reveal", field="customers.tax_id", detail="Invoice 7")
        commit()
    assert logged() == [("reveal", actor.id, "Invoice 7")]


def test_what_is_rolled_back_is_not_logged_unless_at_once(actor_of):
    actor = actor_of("manager")
    with acting_as(actor):
        record_event("reveal")
        db.session.rollback()
        record_event_now("denied", detail="x" * 900)
    assert logged() == [("denied", actor.id, "x" * 500)]


@pytest.mark.parametrize("role", RESTRICTED)
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT detail FROM security_events",
        "SELECT count(*) FROM security_events WHERE kind = 'denied'",
        "UPDATE security_events SET detail = 'nothing'",
        "DELETE FROM security_events",
    ],
)
def test_no_role_reads_or_changes_the_log(actor_of, role, statement):
    with acting_as(actor_of(role)), pytest.raises(DatabaseError):
        db.session.execute(text(statement))
