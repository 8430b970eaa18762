"""The keys that sealed values are opened with: lines of `id:key`; the first one seals, all of them open."""

import os
import secrets
from pathlib import Path

LENGTH = 32  # bytes


class MissingKey(LookupError):
    """A value was sealed with a key that is not here."""


class KeyRing:
    """The keys of an instance. A file is read again when it changes, so that running servers follow a rotation."""

    def __init__(self, text=None, path=None):
        self.path = Path(path) if path else None
        self.seen = None
        self.keys = read_keys(text) if text else {}
        self.all()

    def all(self):
        """`{key id: 32 bytes}`, the sealing one first."""
        if self.path and (now := signature(self.path)) != self.seen:
            self.keys, self.seen = read_keys(self.path.read_text()), now
        return self.keys

    def sealing(self):
        """`(id, key)` of the one that seals."""
        return next(iter(self.all().items()))

    def opening(self, key_id):
        try:
            return self.all()[key_id]
        except KeyError:
            raise MissingKey(key_id) from None

    def put_in_front(self):
        """Make a new key that seals from now on; its id. Only for keys that Rapport keeps in a file."""
        line = new_line()
        self.write([line, *self.lines()])
        return line.partition(":")[0]

    def take_away(self, key_id):
        self.write([line for line in self.lines() if not line.startswith(f"{key_id}:")])

    def lines(self):
        return self.path.read_text().split()

    def write(self, lines):
        """Whole or not at all, and for nobody else's eyes."""
        draft = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write("".join(f"{line}\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)


def signature(path):
    found = path.stat()
    return found.st_mtime_ns, found.st_ino, found.st_size


def new_line():
    return f"{secrets.token_hex(4)}:{secrets.token_hex(LENGTH)}"


def read_keys(text):
    """`{key id: 32 bytes}` of lines (or a comma list) of `id:key`. Anything else ends the program with a sentence."""
    lines = [line.strip() for line in text.replace(",", "\n").splitlines() if line.strip()]
    try:
        keys = {key_id: bytes.fromhex(key) for key_id, _, key in (line.partition(":") for line in lines)}
    except ValueError:
        keys = {}
    if not keys or any(len(key) != LENGTH or not key_id.isalnum() for key_id, key in keys.items()):
        raise SystemExit("The encryption keys must be lines of `id:key`, each key 64 hexadecimal digits.")
    return keys
