"""A changed rule acts on the next request of every worker, and the pools of what was before are closed."""

import pytest
from sqlalchemy import delete, select, update

from contacts.access import FieldRule, Level, Role, rights_of, unrestricted
from contacts.db import engine_for
from tests.factories import make_role, writing


def version_of(role):
    with unrestricted("a test looks") as session:
        return session.execute(select(Role.id, Role.version).where(Role.name == role)).one()


def rights(role):
    return rights_of(*version_of(role))


@pytest.fixture
def role(app):
    with writing():
        return make_role({"customers": {"read": "all"}}, customers__notes="view")


def test_every_way_to_change_a_rule_counts_the_version_of_its_role_on(role):
    before, other = version_of(role), version_of("support")
    with unrestricted("a test writes", writes=True) as session:
        session.add(FieldRule(role_id=before.id, table_name="customers", column_name="status", level=Level.VIEW))
    assert version_of(role).version == before.version + 1
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(FieldRule).where(FieldRule.role_id == before.id).values(level=Level.HIDDEN))
    assert version_of(role).version == before.version + 3
    with unrestricted("a test writes", writes=True) as session:
        session.execute(delete(FieldRule).where(FieldRule.role_id == before.id))
    assert version_of(role).version == before.version + 5
    assert version_of("support") == other


def test_new_rights_are_read_and_the_pools_of_the_old_ones_closed(app, role):
    old = rights(role).wall
    engine = engine_for(app.config["DATABASE"], old, False)
    assert engine_for(app.config["DATABASE"], old, False) is engine
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(FieldRule).values(level=Level.HIDDEN).where(FieldRule.role_id == version_of(role).id))
    assert not rights(role).reads("customers", "notes")
    assert engine_for(app.config["DATABASE"], old, False) is not engine


def test_pools_that_another_role_stands_behind_stay_open(app, role):
    with writing():
        twin = make_role({"customers": {"read": "all"}}, customers__notes="view")
    engine = engine_for(app.config["DATABASE"], rights(twin).wall, False)
    assert rights(role).wall.fingerprint == rights(twin).wall.fingerprint
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(FieldRule).values(level=Level.HIDDEN).where(FieldRule.role_id == version_of(role).id))
    rights(role)
    assert engine_for(app.config["DATABASE"], rights(twin).wall, False) is engine
