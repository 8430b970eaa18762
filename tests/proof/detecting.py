"""Whether an answer says one of the planted values, however it is written: escaped, quoted, encoded, compressed."""

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from functools import lru_cache
from urllib.parse import unquote_plus

from tests.filled import ledgered
from tests.proof.words import FLAVOURS, readings

WORDS = re.compile(rf"(?:{'|'.join(FLAVOURS)})-[a-z0-9-]+")
ENCODED = re.compile(r"[A-Za-z0-9+/_-]{16,}")
HEXADECIMAL = re.compile(r"(?:[0-9a-f]{2})+", re.I)


class Secrets:
    """`{reading: field}` of everything that somebody must never see."""

    def __init__(self, hidden):
        """`hidden(column)` names the flavours of a column that are secret."""
        self.words, self.others = {}, {}
        for table in ledgered():
            for column in table.columns:
                for flavour in hidden(column):
                    for reading in readings(column, flavour):
                        known = self.words if WORDS.fullmatch(reading.lower()) else self.others
                        known[reading.lower()] = f"{table.name}.{column.name} ({flavour})"

    def __bool__(self):
        return bool(self.words)

    def shown_in(self, raw):
        """The fields of which these bytes say a value."""
        text = "\n".join(spellings(raw)).lower()
        found = {field for word in set(WORDS.findall(text)) for field in self.beginning(word)}
        return sorted(found | {field for reading, field in self.others.items() if reading in text})

    def beginning(self, word):
        """Something may be written right behind a value, with a hyphen between."""
        parts = word.split("-")
        starts = ("-".join(parts[:end]) for end in range(2, len(parts) + 1))
        return [self.words[start] for start in starts if start in self.words]


def spellings(raw):
    """The text of an answer, and whatever is hidden in it by a way of writing."""
    if raw.startswith(b"PK"):
        raw = unpacked(raw)
    text = raw.decode("utf-8", "replace")
    yield text
    if "&" in text:
        yield html.unescape(text)
    if "%" in text:
        yield unquote_plus(text)
    for run in set(ENCODED.findall(text)):
        yield decoded(run)


def unpacked(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


@lru_cache(20_000)
def decoded(run):
    """What a run of letters and digits says as hexadecimal and as base64, compressed or not."""
    kept = [bytes.fromhex(run)] if HEXADECIMAL.fullmatch(run) else []
    for start in range(3):  # the encoded words may begin anywhere in a longer run
        cut = run[start:].translate(str.maketrans("-_", "+/"))
        try:
            kept.append(base64.b64decode(cut[: len(cut) // 4 * 4]))
        except binascii.Error:
            continue
    return "\n".join(one.decode("utf-8", "replace") for raw in kept for one in (raw, inflated(raw)))


def inflated(raw):
    try:
        return zlib.decompressobj().decompress(raw) if raw[:1] == b"x" else b""
    except zlib.error:
        return b""
