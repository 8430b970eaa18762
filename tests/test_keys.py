"""Sealed values: no copy of the database shows them, keys change while people work, and a lost key is said at once."""

from datetime import date
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from contacts import create_app
from contacts.access import SYSTEM, acting_as, check_keys, unrestricted
from contacts.access.keyring import KeyRing, MissingKey, new_line
from contacts.access.sealing import place, seal, unseal
from contacts.customers.actions import edit_customer
from contacts.customers.models import Customer
from contacts.db import db
from contacts.history import resealing, undo
from contacts.history.chain import broken_links
from contacts.history.models import Change, Operation
from contacts.web.unit import commit
from tests.factories import make_customer, writing

CANARY = "CANARY-DE-4711"


@pytest.fixture
def ring(app, tmp_path):
    """The application with a key file of its own."""
    path = tmp_path / "encryption_keys"
    path.write_text(new_line())
    before, app.config["ENCRYPTION_KEYS"] = app.config["ENCRYPTION_KEYS"], KeyRing(path=path)
    yield app.config["ENCRYPTION_KEYS"]
    app.config["ENCRYPTION_KEYS"] = before


@pytest.fixture
def customer_ids(ring):
    with writing():
        born = date(1815, 12, 10)
        return [make_customer(f"Ada {number}", tax_id=CANARY, birth_date=born).id for number in range(7)]


@pytest.fixture
def rotate(app, monkeypatch):
    monkeypatch.setattr(resealing, "BATCH", 3)
    return lambda *more: app.test_cli_runner().invoke(args=["keys", *(more or ["rotate"])])


def sealing_keys():
    with unrestricted("a test looks") as session:
        rows = session.execute(select(Customer.tax_id_sealed, Customer.birth_date_sealed)).all()
    return {envelope.split(".")[1] for row in rows for envelope in row}


def tax_ids():
    with unrestricted("a test looks") as session:
        return {customer.tax_id for customer in session.scalars(select(Customer))}


def test_a_value_opens_only_in_its_own_place(app):
    envelope = seal(CANARY, place("customers", "tax_id", "a"))
    assert unseal(envelope, place("customers", "tax_id", "a")) == CANARY
    for elsewhere in (place("customers", "tax_id", "b"), place("customers", "bank_account", "a")):
        with pytest.raises(InvalidTag):
            unseal(envelope, elsewhere)


def test_rotation_seals_everything_with_a_new_key_and_the_ledger_stays_whole(ring, customer_ids, rotate):
    before = ring.sealing()[0]
    result = rotate()
    assert result.exit_code == 0, result.output
    assert ring.sealing()[0] != before
    assert sealing_keys() == {ring.sealing()[0]}
    assert tax_ids() == {CANARY}
    assert broken_links() == []
    with unrestricted("a test looks") as session:
        rotation = session.scalars(select(Operation).where(Operation.kind == "keys.rotate")).one()
        assert session.scalars(select(Change).where(Change.operation_id == rotation.id)).all() == []


def test_a_rotation_that_was_stopped_is_taken_up_again(ring, customer_ids, rotate, monkeypatch):
    def stop(_rows):
        raise KeyboardInterrupt

    ring.put_in_front()
    with pytest.raises(KeyboardInterrupt):
        resealing.reseal_all(stop)
    assert len(sealing_keys()) == 2
    assert tax_ids() == {CANARY}
    key = ring.sealing()[0]
    assert rotate().exit_code == 0
    assert sealing_keys() == {key}, "it goes on with the key it began with"


def test_what_somebody_writes_meanwhile_is_not_overwritten(ring, customer_ids, monkeypatch):
    ring.put_in_front()
    real = resealing.replaced

    def late(row, table, column):
        given = real(row, table, column)
        return {**given, "was": "v1.other.envelope"} if row["id"] == customer_ids[0] else given

    monkeypatch.setattr(resealing, "replaced", late)
    resealing.reseal_all()
    assert len(sealing_keys()) == 2, "the row that changed in between was left alone"
    assert tax_ids() == {CANARY}


@pytest.mark.parametrize("typed", [CANARY, "canary de4711", "CANARY DE 47-11"])
def test_a_sealed_value_is_found_by_whoever_reads_it_before_and_after_a_rotation(
    ring, customer_ids, rotate, sign_in, typed
):
    reader, other = sign_in("manager"), sign_in("sales rep")
    for turn in (lambda: None, ring.put_in_front, rotate):  # a new key that sealed nothing yet, then everything
        turn()
        found = reader.get("/customers", query_string={"q": typed}).text
        assert found.count('id="customer-') == len(customer_ids)
        assert 'id="customer-' not in other.get("/customers", query_string={"q": typed}).text
    assert 'id="customer-' not in reader.get("/customers", query_string={"q": "DE-4711"}).text


def test_an_edit_from_before_a_rotation_is_undone_after_it(ring, customer_ids, rotate):
    with acting_as(SYSTEM):
        operation = edit_customer(db.session.get(Customer, customer_ids[0]), {"tax_id": "NEW"})
        commit()
    rotate()
    with acting_as(SYSTEM):
        assert undo(operation) == []
        commit()
    assert tax_ids() == {CANARY}


def test_a_key_is_retired_only_when_nothing_needs_it(ring, customer_ids, rotate):
    first = ring.sealing()[0]
    assert "cannot be retired" in rotate("retire", first).output
    rotate()
    assert rotate("retire", first).exit_code == 0
    assert first not in ring.all()
    assert tax_ids() == {CANARY}


def test_a_key_that_the_history_needs_stays(ring, customer_ids, rotate):
    first = ring.sealing()[0]
    with acting_as(SYSTEM):
        edit_customer(db.session.get(Customer, customer_ids[0]), {"tax_id": None})
        commit()
    rotate()
    assert "the history" in rotate("retire", first).output


def test_a_running_server_follows_the_key_file(ring):
    known = KeyRing(path=ring.path)
    key_id = ring.put_in_front()
    assert known.sealing()[0] == key_id
    with pytest.raises(MissingKey):
        known.opening("nobody")
    assert ring.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("keys", "words"), [("{id}:" + "ab" * 32, "not the right one"), (new_line(), "is missing")])
def test_a_wrong_or_missing_key_refuses_to_start(app, customer_ids, keys, words):
    known = app.config["ENCRYPTION_KEYS"].sealing()[0]
    check_keys()  # its proof is kept from then on
    with pytest.raises(SystemExit, match=words):
        start(app, keys.format(id=known))


@pytest.mark.parametrize("keys", ["x", "a:12", "a:" + "zz" * 32, ":" + "ab" * 32, ","])
def test_keys_that_are_none_refuse_to_start(app, keys):
    with pytest.raises(SystemExit, match="64 hexadecimal digits"):
        start(app, keys)


def start(app, keys):
    same = {key: app.config[key] for key in ("SQLALCHEMY_DATABASE_URI", "SECRET_KEY")}
    create_app(TESTING=True, ENCRYPTION_KEYS=keys, INSTANCE_PATH=app.instance_path, **same)


def test_no_copy_of_the_database_shows_a_sealed_value(app, customer_ids, rotate):
    """The database file, its write-ahead log, and with them every backup of either; the ledger's values are in them."""
    if app.config["DATABASE"].get_backend_name() != "sqlite":
        pytest.skip("the file of a Postgres server is not ours to read")
    with acting_as(SYSTEM):
        edit_customer(db.session.get(Customer, customer_ids[0]), {"tax_id": f"{CANARY}-2"})
        commit()
    rotate()
    path = app.config["DATABASE"].database
    for name in (path, f"{path}-wal"):
        assert CANARY.encode() not in Path(name).read_bytes()
        assert b"1815-12-10" not in Path(name).read_bytes()
