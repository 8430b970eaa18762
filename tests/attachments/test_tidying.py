"""Deleted files can come back until tidying: it takes only bytes that no row names and no undo could bring back."""

import io
import os

import pytest
from sqlalchemy import select, text

from contacts.access import SYSTEM, acting_as, unrestricted
from contacts.attachments.actions import add_attachments, delete_attachment
from contacts.attachments.models import Attachment
from contacts.attachments.storage import folder, path_of, store
from contacts.attachments.tidying import tidy
from contacts.customers.models import Customer
from contacts.db import db
from contacts.history import begin, undo
from tests.factories import found, make_customer, writing


class Upload:
    filename = "a.txt"

    def __init__(self, content):
        self.stream = io.BytesIO(content)


@pytest.fixture
def customer_id(app, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    with writing():
        return make_customer().id


def attach(customer_id, content):
    with writing():
        return add_attachments(db.session.get(Customer, customer_id), [Upload(content)], {})


def remove(customer_id):
    with writing():
        attachment = db.session.scalar(select(Attachment))
        return delete_attachment(db.session.get(Customer, customer_id), attachment)


def age():
    """Let two hours pass."""
    for path in (*folder().glob("??/*"), *folder().glob("draft-*")):
        then = path.stat().st_mtime - 7200
        os.utime(path, (then, then))


def test_what_a_row_names_stays(customer_id):
    attach(customer_id, b"hello")
    age()
    assert tidy() == (0, 0)


def test_what_an_undo_could_bring_back_stays(customer_id):
    attach(customer_id, b"hello")
    operation = remove(customer_id)
    age()
    assert tidy() == (0, 0)
    with writing():
        undo(operation)
    assert path_of(found(select(Attachment))[0].sha256).read_bytes() == b"hello"
    age()
    assert tidy() == (0, 0)


def test_a_deleted_customers_files_stay_with_it(customer_id):
    attach(customer_id, b"hello")
    with writing():
        begin("customers.delete", "Deleted a customer")
        db.session.delete(db.session.get(Customer, customer_id))
    age()
    assert tidy() == (0, 0)


def test_what_was_undone_at_its_start_stays_for_a_second_thought(customer_id):
    operation = attach(customer_id, b"hello")
    with writing():
        undo(operation)
    age()
    assert tidy() == (0, 0)


def test_what_was_erased_goes(customer_id):
    attach(customer_id, b"hello")
    remove(customer_id)
    with unrestricted("a test erases", writes=True) as session:
        session.execute(text("UPDATE changes SET salt = NULL, before = NULL, after = NULL"))
    assert tidy() == (0, 0)  # too young to be sure
    age()
    assert tidy() == (1, 5)
    assert list(folder().glob("??/*")) == []


def test_what_a_crash_left_goes(customer_id, app):
    """The bytes were kept and the row never came; or the bytes were only half there."""
    store(io.BytesIO(b"hello"))
    (folder() / "draft-1").write_bytes(b"he")
    age()
    answer = app.test_cli_runner().invoke(args=["attachments", "tidy"])
    assert (answer.exit_code, answer.output) == (0, "Removed 2 files (7 B)\n")
    assert app.test_cli_runner().invoke(args=["attachments", "tidy"]).output == "Nothing to remove\n"


def test_the_same_bytes_sent_again_are_young_again(customer_id):
    stored = store(io.BytesIO(b"hello"))
    age()
    store(io.BytesIO(b"hello"))
    assert tidy() == (0, 0)
    assert path_of(stored.sha256).exists()


def test_a_crash_between_file_and_commit_leaves_a_file_that_nothing_names(customer_id):
    with acting_as(SYSTEM):
        add_attachments(db.session.get(Customer, customer_id), [Upload(b"hello")], {})
        db.session.rollback()  # nothing was committed: so ends a process that is killed here
    assert found(select(Attachment)) == []
    assert len(list(folder().glob("??/*"))) == 1
    age()
    assert tidy() == (1, 5)
