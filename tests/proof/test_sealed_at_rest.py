"""What is sensitive lies sealed wherever the database writes: in its files, its log, and every copy that is made."""

import base64
import os
import subprocess
from pathlib import Path

import cluster
import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from contacts.access.sealing import place, seal, unseal
from contacts.customers.models import Customer
from contacts.db import OPEN, engine_for
from tests.factories import found

# What a person types, and the parts of it that would tell if they stood anywhere.
FIRST = {
    "birth_date": "1911-10-12",
    "tax_id": "QX 811 907 980",
    "bank_account": "QZ89 3704 0044 0532 0130 71",
    "credit_limit": "192,837.46",
    "credit_currency": "EUR",
}
SECOND = {**FIRST, "birth_date": "1912-11-13", "tax_id": "QX 722 816 891", "credit_limit": "281,946.57"}
TELLING = ("1911-10-12", "1912-11-13", "QX 811 907 980", "QX 722 816 891", "QZ89 3704 0044 0532 0130 71")
AMOUNTS = ("19283746", "192,837.46", "192837.46", "28194657", "281,946.57", "281946.57")
NAME = "Planted Name"


def test_no_copy_of_the_database_shows_a_sensitive_value(app, sign_in, tmp_path):
    """Typed into the real form, changed and deleted, and looked at while all of it is still in the log."""
    client = sign_in("administrator")
    _stays, goes = (write(client, f"{NAME} {number}") for number in range(2))
    client.post(f"/customers/{goes}/delete")
    copies = copies_of(app, tmp_path)
    assert len(found(select(Customer.id))) == 1
    for name, raw in copies.items():
        assert NAME.encode() in raw, f"{name} is no copy of what was written"
        lowered = raw.lower()  # once: it may be hundreds of megabytes
        assert [spelling for spelling in spellings() if spelling in lowered] == [], name


def write(client, name):
    """The id of a customer who was added and edited."""
    at = client.post("/customers", data={"name": name, **FIRST}).location
    assert client.post(at, data={"name": name, "version": "1", **SECOND}).status_code == 303
    assert "QX 722 816 891" in client.get(at).text
    return at.rpartition("/")[2]


def spellings():
    """Lower-cased bytes: as typed, without spaces, dates and digits otherwise, in two bytes a sign, encoded."""
    for words in (*TELLING, *AMOUNTS):
        bare = "".join(sign for sign in words if sign.isalnum())
        for one in {words, bare, bare[-9:]}:
            raw = one.encode()
            yield from (raw.lower(), one.lower().encode("utf-16-le"), raw.hex().encode())
            yield base64.b64encode(raw)[: len(raw) // 3 * 4].lower()


def copies_of(app, folder):
    """`{name: bytes}` of everything in which the database keeps what was written."""
    url = app.config["DATABASE"]
    if url.get_backend_name() == "postgresql":
        return {"the dump": dumped(url), "the files": files_of_postgres(url)}
    backup, path = folder / "backup.db", Path(url.database)
    with engine_for(url, OPEN, True).connect() as connection:
        connection.connection.driver_connection.execute("VACUUM INTO ?", [str(backup)])
        together = b"".join(Path(f"{path}{suffix}").read_bytes() for suffix in ("", "-wal", "-shm"))
    return {"the database and its log": together, "the backup": backup.read_bytes()}


def dumped(url):
    tool = [cluster.binaries() / "pg_dump", "--inserts", url.set(drivername="postgresql").render_as_string(False)]
    return subprocess.run(tool, check=True, capture_output=True).stdout


def files_of_postgres(url):
    """The tables and the write-ahead log of a server on this machine."""
    with engine_for(url, OPEN, True).connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("CHECKPOINT"))  # has no SQLAlchemy spelling
        folder = Path(connection.scalar(text("SHOW data_directory")))
        number = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
    if not os.access(folder, os.R_OK):
        pytest.skip("the server's files are not ours to read")
    files = [*(folder / "base" / str(number)).iterdir(), *(folder / "pg_wal").iterdir()]
    return b"".join(file.read_bytes() for file in files if file.is_file())


PLACES = st.tuples(*(st.text("abc_", min_size=1, max_size=6) for _ in range(3)))


@given(st.text(max_size=40), PLACES, PLACES)
def test_an_envelope_opens_in_its_own_table_column_and_row_and_nowhere_else(app, plain, here, there):
    envelope = seal(plain, place(*here))
    assert unseal(envelope, place(*here)) == plain
    if here != there:
        with pytest.raises(InvalidTag):
            unseal(envelope, place(*there))
