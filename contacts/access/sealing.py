"""Sensitive values are sealed: AES-GCM in the column, bound to its table, its name and its row.

The envelope reads `v1.<key id>.<base64 of nonce and ciphertext>`; the keys are in `keyring`.
"""

import base64
import hashlib
import hmac
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
        if hasattr(record, f"{self.name}_lookup"):
            found_by = None if plain is None else lookup(plain, record.__tablename__, self.name)
            setattr(record, f"{self.name}_lookup", found_by)

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


def lookup_column(table, name, comment):
    """A column of keyed hashes beside a sealed one, so that the exact value is found without opening any."""
    return mapped_column(
        f"{name}_lookup",
        String(110),
        index=True,
        comment=f"Keyed hash of the {comment}, to find it by the exact value",
        info={"copy_of": (table, name)},
    )


def place(table, column, uid):
    """What a value is bound to: moved anywhere else it does not open."""
    return f"v1|{table}|{column}|{uid}".encode()


def seal(plain, bound_to, key_id=None):
    """The envelope of a text, by the key that seals now (or the one named)."""
    ring = current_app.config["ENCRYPTION_KEYS"]
    key_id, key = (key_id, ring.opening(key_id)) if key_id else ring.sealing()
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, plain.encode(), bound_to)
    return f"v1.{key_id}.{base64.urlsafe_b64encode(sealed).decode()}"


def unseal(envelope, bound_to):
    """The plain text. Raises `InvalidTag` when the envelope was moved or altered, `MissingKey` without its key."""
    _version, key_id, sealed = envelope.split(".")
    raw = base64.urlsafe_b64decode(sealed)
    key = current_app.config["ENCRYPTION_KEYS"].opening(key_id)
    return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], bound_to).decode()


def lookup(plain, table, column, key_id=None):
    """The keyed hash of a value: the same for the same signs, however they are spaced, dashed or cased."""
    ring = current_app.config["ENCRYPTION_KEYS"]
    key_id, key = (key_id, ring.opening(key_id)) if key_id else ring.sealing()
    signs = "".join(sign for sign in plain.casefold() if sign.isalnum())
    hashed = hmac.new(key, f"lookup|{table}|{column}|{signs}".encode(), hashlib.sha256)
    return f"{key_id}.{hashed.hexdigest()}"


def lookups(plain, table, column):
    """The hashes under every key that is here: a rotation may be half done."""
    return [lookup(plain, table, column, key_id) for key_id in current_app.config["ENCRYPTION_KEYS"].all()]


def same(envelope, other, bound_to):
    """Whether two envelopes of one place hold the same text, whichever keys sealed them."""
    if envelope is None or other is None:
        return envelope is other
    return envelope == other or unseal(envelope, bound_to) == unseal(other, bound_to)


def sealed_columns(metadata):
    """`{table: [column, …]}` of everything that is sealed."""
    found = {table: [c for c in table.columns if c.info.get("sensitive")] for table in metadata.sorted_tables}
    return {table: columns for table, columns in found.items() if columns}
