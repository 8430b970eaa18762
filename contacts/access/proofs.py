"""A proof for each key that ever sealed: a wrong or missing key is found at the start, not at the first lost value."""

from pathlib import Path

from cryptography.exceptions import InvalidTag
from flask import current_app
from sqlalchemy import String, delete, inspect, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from contacts.access.keyring import MissingKey
from contacts.access.sealing import place, seal, unseal
from contacts.db import OPEN, Base, engine_for

WORD = "Rapport"
WHERE = "put it back into instance/encryption_keys or RAPPORT_ENCRYPTION_KEYS. Nothing was started."


class EncryptionKey(Base):
    """A key, told by its id, and a known word sealed with it."""

    __tablename__ = "encryption_keys"
    __table_args__ = ({"comment": "Which keys sealed values here; the keys themselves lie elsewhere"},)

    key_id: Mapped[str] = mapped_column(String(40), primary_key=True, comment="The key's id, as envelopes name it")
    proof: Mapped[str] = mapped_column(String(200), comment="A known word sealed with the key: whoever opens it has it")


def check_keys():
    """Remember the keys that are there. Ends the program with a sentence when one that sealed is missing or wrong."""
    url = current_app.config["DATABASE"]
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return
    try:
        known = proofs_in(engine_for(url, OPEN, False))
    except OperationalError:
        return  # the database is away; readiness says so
    if known is not None:
        demand(known)
        remember(set(current_app.config["ENCRYPTION_KEYS"].all()) - set(known))


def proofs_in(engine):
    """`{key id: proof}`, or None before the first migration."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(EncryptionKey.__tablename__):
            return None
        return dict(connection.execute(select(EncryptionKey.key_id, EncryptionKey.proof)).all())


def demand(known):
    for key_id, proof in known.items():
        try:
            unseal(proof, bound_to(key_id))
        except MissingKey:
            raise SystemExit(f"The encryption key “{key_id}” is missing: {WHERE}") from None
        except InvalidTag:
            raise SystemExit(f"The encryption key “{key_id}” is not the right one: {WHERE}") from None


def remember(key_ids):
    """Keep a proof of keys that are new here; several processes may do so at once."""
    for key_id in key_ids:
        given = {"key_id": key_id, "proof": seal(WORD, bound_to(key_id), key_id)}
        statement = text("INSERT INTO encryption_keys (key_id, proof) VALUES (:key_id, :proof) ON CONFLICT DO NOTHING")
        with engine_for(current_app.config["DATABASE"], OPEN, True).begin() as connection:
            connection.execute(statement, given)


def forget_key(key_id):
    """The key was given up: nothing is sealed with it any more."""
    with engine_for(current_app.config["DATABASE"], OPEN, True).begin() as connection:
        connection.execute(delete(EncryptionKey).where(EncryptionKey.key_id == key_id))


def bound_to(key_id):
    return place("encryption_keys", "proof", key_id)
