"""The chain of seals: it holds in whichever order deeds end, and breaks where the past was altered."""

import pytest
from sqlalchemy import insert, text, update

from contacts.access import unrestricted
from contacts.history import resealing
from contacts.history.chain import broken_links
from contacts.history.models import Operation
from contacts.history.operations import close
from tests.factories import found, make_customer, writing


def begun(session):
    """The key of an operation that this session began by hand."""
    row = {"kind": "test.make", "sentence": "Made for a test"}
    return session.execute(insert(Operation.__table__).values(row)).inserted_primary_key[0]


def test_the_chain_holds_when_a_deed_that_began_later_ends_first(app):
    if app.config["DATABASE"].get_backend_name() == "sqlite":
        pytest.skip("SQLite has one writer")
    with unrestricted("a test writes", writes=True) as slow, unrestricted("a test writes", writes=True) as quick:
        slow_id, quick_id = begun(slow), begun(quick)
        close(quick.connection(), quick_id)
        quick.commit()
        close(slow.connection(), slow_id)
    assert broken_links() == []


def test_the_chain_holds_when_somebody_writes_during_a_rotation(app):
    operation = resealing.begun()
    with writing():
        make_customer()
    for table, columns in resealing.sealed_tables():
        resealing.reseal_batch(operation, table, columns, 0)
    assert broken_links() == []


@pytest.mark.parametrize(
    "deed",
    [
        update(Operation).values(sentence="Something else"),
        update(Operation).values(at=text("'2001-01-01'")),
        text('UPDATE changes SET after = \'{"name": "x"}\''),
        text("UPDATE changes SET row_id = row_id + 1"),
        text("DELETE FROM changes"),
    ],
    ids=str,
)
def test_an_altered_past_breaks_it(app, deed):
    for _ in range(2):
        with writing():
            make_customer()
    assert broken_links() == []
    with unrestricted("a test tampers", writes=True) as session:
        session.execute(deed)
    assert broken_links() == found(Operation.__table__.select().with_only_columns(Operation.id).order_by(Operation.id))


def test_a_deed_that_was_taken_out_breaks_it(app):
    for _ in range(3):
        with writing():
            make_customer()
    with unrestricted("a test tampers", writes=True) as session:
        second = sorted(session.scalars(Operation.__table__.select().with_only_columns(Operation.id)))[1]
        session.execute(text("DELETE FROM changes WHERE operation_id = :id"), {"id": second})
        session.execute(text("DELETE FROM operations WHERE id = :id"), {"id": second})
    assert len(broken_links()) == 1
