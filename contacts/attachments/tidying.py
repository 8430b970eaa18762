"""Bytes that nothing needs any more: no row names them, and no undo could bring such a row back."""

import time

from sqlalchemy import select

from contacts.access import unrestricted
from contacts.attachments.models import Attachment
from contacts.attachments.storage import alone, folder
from contacts.history.models import Change, Operation

YOUNGEST = 3600  # seconds; a file as young as this may belong to a request that has not committed yet


def tidy():
    """Remove them. Returns `(files, bytes)` of what went."""
    needed = needed_hashes()
    sizes = [remove_if_old(path) for path in old_files() if path.parent.name + path.name not in needed]
    gone = [size for size in sizes if size is not None]
    return len(gone), sum(gone)


def needed_hashes():
    """Hashes of files that rows name, or rows that undo could bring back."""
    deleted = (
        select(Change.before["sha256"].as_string())
        .join(Operation, Operation.id == Change.operation_id)
        .where(Change.table_name == Attachment.__tablename__, Change.action == "delete")
        .where(Change.salt.is_not(None), Operation.undone_by_id.is_(None))
    )
    with unrestricted("which bytes are still needed is asked for everybody") as session:
        return {*session.scalars(select(Attachment.sha256)), *session.scalars(deleted)}


def old_files():
    """Every stored file and every draft that a crash left, as old as it must be."""
    return [path for path in (*folder().glob("??/*"), *folder().glob("draft-*")) if is_old(path)]


def is_old(path):
    return time.time() - path.stat().st_mtime > YOUNGEST


def remove_if_old(path):
    """Its size, or None: somebody may have sent the same bytes again meanwhile, then they are young, and stay."""
    with alone():
        if not is_old(path):
            return None
        size = path.stat().st_size
        path.unlink()
        return size
