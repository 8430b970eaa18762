"""The keys change while people write sealed values: every acknowledged value is there, under the newest key."""

import os
import signal
import time

import pytest
from sqlalchemy import select

from contacts import create_app
from contacts.access import unrestricted
from contacts.customers.models import Customer

pytestmark = pytest.mark.faults
WRITERS, TIMES, ROTATIONS = 4, 150, 4
KILLED_AFTER = (0.8, 1.0, 1.2, 1.5, 2.0, 3.0)  # seconds; the program itself takes about one to start


def prepared(installation):
    """The customers that the writers write."""
    del installation.environment["RAPPORT_ENCRYPTION_KEYS"]  # so that they are kept in a file, which changes
    installation.flask("db", "upgrade")
    installation.flask("demo", "--customers", "2000", "--seed", "1")
    return [row[0] for row in installation.ask(f"SELECT id FROM customers ORDER BY id LIMIT {WRITERS}")]


def assert_all_saved(installation, ids, writers):
    saved = [process.communicate(timeout=240)[0].strip() for process in writers]
    assert [process.returncode for process in writers] == [0] * WRITERS, "\n".join(saved)
    installation.flask("keys", "rotate")  # takes up what was sealed with an older key in the last moment, or rotates
    folder = installation.folder
    app = create_app(
        SQLALCHEMY_DATABASE_URI=installation.environment["DATABASE_URL"],
        INSTANCE_PATH=str(folder),
        ENCRYPTION_KEYS=(folder / "encryption_keys").read_text(),
    )
    with app.app_context(), unrestricted("a test looks") as session:
        assert [session.get(Customer, id).tax_id for id in ids] == saved
        newest = app.config["ENCRYPTION_KEYS"].sealing()[0]
        kept = session.scalars(select(Customer.tax_id_sealed).where(Customer.tax_id_sealed.is_not(None))).all()
        assert {envelope.split(".")[1] for envelope in kept} == {newest}
    installation.assert_sound()


def start_writers(installation, ids):
    return [installation.start("tests.faults.rewrite_secret", str(id), str(TIMES)) for id in ids]


def test_rotation_under_load_loses_nothing(installation):
    ids = prepared(installation)
    writers = start_writers(installation, ids)
    for _ in range(ROTATIONS):
        installation.flask("keys", "rotate")
    assert_all_saved(installation, ids, writers)


def test_a_rotation_that_is_killed_again_and_again_loses_nothing(installation):
    """Killed before it began, in a batch and between two: whatever was sealed with either key opens."""
    ids = prepared(installation)
    writers = start_writers(installation, ids)
    for seconds in KILLED_AFTER:
        rotation = installation.start("flask", "--app", "app", "keys", "rotate")
        time.sleep(seconds)
        os.killpg(rotation.pid, signal.SIGKILL)
        rotation.communicate()  # closes its pipes, too
    assert_all_saved(installation, ids, writers)
