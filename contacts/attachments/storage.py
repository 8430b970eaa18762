"""Where the bytes lie: `attachments/ab/cdef…` under the instance folder, named by their hash, each kept once.

A file is complete and on the disk before the row that names it is committed. A crash in between leaves a file that
nothing refers to, never a row without its file.
"""

import errno
import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from flask import current_app

from contacts.attachments.media import Probe
from contacts.web.errors import StorageFull

CHUNK = 64 * 1024
LEAST_FREE = 200_000_000  # bytes that stay free for the database
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Stored(NamedTuple):
    """What was found out about bytes while they were kept."""

    sha256: str
    size: int
    media_type: str


def folder():
    return made(Path(current_app.instance_path) / "attachments")


def made(path):
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def path_of(sha256):
    """Where the bytes of this hash belong."""
    return folder() / sha256[:2] / sha256[2:]


def find(sha256):
    """Where the bytes of this hash lie, or None. Whatever the row says, it is never another place."""
    path = path_of(sha256)
    return path if re.fullmatch(r"[0-9a-f]{64}", sha256) and path.is_file() else None


def store(stream):
    """Keep what a stream holds, if it is not there already. Raises StorageFull."""
    try:
        if shutil.disk_usage(folder()).free < LEAST_FREE:
            raise StorageFull
        return copied(stream)
    except OSError as error:
        if error.errno in FULL:
            raise StorageFull from None
        raise


def copied(stream):
    handle, draft = tempfile.mkstemp(prefix="draft-", dir=folder())  # with mode 600
    try:
        with open(handle, "wb") as file:
            stored = read_through(stream, file)
            file.flush()
            os.fsync(handle)
        keep(Path(draft), stored)
        return stored
    finally:
        Path(draft).unlink(missing_ok=True)


def read_through(stream, file):
    digest, probe, size = hashlib.sha256(), Probe(), 0
    while chunk := stream.read(CHUNK):
        file.write(chunk)
        digest.update(chunk)
        probe.feed(chunk)
        size += len(chunk)
    return Stored(digest.hexdigest(), size, probe.media_type())


def keep(draft, stored):
    """Give the draft its name, or give what is there already a new lease (see tidying)."""
    target = path_of(stored.sha256)
    made(target.parent)
    with alone():
        if target.exists() and target.stat().st_size == stored.size:
            os.utime(target)
        else:
            draft.replace(target)
    for parent in (target.parent, target.parent.parent):
        sync(parent)


def sync(path):
    """A new name in a folder survives a power cut only when the folder is written too."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def alone():
    """One process at a time decides whether a file stays: keeping and tidying must not cross."""
    handle = os.open(folder() / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
