"""Sensitive values are sealed: AES-GCM in the column, bound to its table, its name and its row.

The envelope reads `v1.<key id>.<base64 of nonce and ciphertext>`. Keys are a file of `id:hex` lines; the first one
seals, all of them open.
"""

import base64
import os
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app
from sqlalchemy import String
from sqlalchemy.orm import mapped_column

NONCE = 12


class Sealed:
    """`customer.tax_id`: reads and writes the plain value of the mapped column `tax_id_sealed`."""

    def __init__(self, name, parse=str):
        self.name, self.parse = name, parse

    @staticmethod
    def new_uid():
        return secrets.token_hex(16)

    def __get__(self, record, owner=None):
        if record is None:
            return self
        envelope = getattr(record, f"{self.name}_sealed")
        return None if envelope is None else self.parse(unseal(envelope, self.place(record)))

    def __set__(self, record, value):
        if record.uid is None:
            record.uid = self.new_uid()
        plain = None if value in (None, "") else str(value)
        if record.id is not None and plain == self.plain(record):
            return  # the same value again: no new ciphertext, no change in the ledger
        sealed = None if plain is None else seal(plain, self.place(record))
        setattr(record, f"{self.name}_sealed", sealed)

    def plain(self, record):
        envelope = getattr(record, f"{self.name}_sealed")
        return None if envelope is None else unseal(envelope, self.place(record))

    def place(self, record):
        return place(record.__tablename__, self.name, record.uid)


def sealed_column(name, comment, mask):
    """A column of envelopes; `mask` says how a role that may not read it sees that there is something."""
    return mapped_column(
        name, String(500), comment=f"{comment}; sealed (AES-GCM)", info={"sensitive": True, "mask": mask}
    )


def place(table, column, uid):
    """What a value is bound to: moved anywhere else it does not open."""
    return f"v1|{table}|{column}|{uid}".encode()


def seal(plain, bound_to):
    key_id, key = next(iter(current_app.config["ENCRYPTION_KEYS"].items()))
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, plain.encode(), bound_to)
    return f"v1.{key_id}.{base64.urlsafe_b64encode(sealed).decode()}"


def unseal(envelope, bound_to):
    """The plain text. Raises `InvalidTag` when the envelope was moved or altered, `KeyError` without its key."""
    _version, key_id, sealed = envelope.split(".")
    raw = base64.urlsafe_b64decode(sealed)
    return AESGCM(current_app.config["ENCRYPTION_KEYS"][key_id]).decrypt(raw[:NONCE], raw[NONCE:], bound_to).decode()
