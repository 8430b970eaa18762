"""kill -9 of processes that attach files: every row has its whole file, and what has no row is tidied away."""

import hashlib
import os
import random
import signal
import time

import pytest

pytestmark = pytest.mark.faults
KILLS, WRITERS = 6, 3


def killed(installation, customer_id):
    """Hashes that processes acknowledged before they were killed at some moment."""
    writers = [installation.start("tests.faults.attach_files", str(customer_id)) for _ in range(WRITERS)]
    firsts = [writer.stdout.readline() for writer in writers]
    time.sleep(random.uniform(0, 1))
    for writer in writers:
        os.killpg(writer.pid, signal.SIGKILL)
    # Not by communicate(), which starts anew beside what readline() had fetched already.
    rest = [line for writer in writers for line in writer.stdout]
    for writer in writers:
        writer.communicate()
    return {line.strip() for line in firsts + rest if line.endswith("\n")}


def test_every_row_has_its_whole_file(installation):
    installation.flask("db", "upgrade")
    installation.flask("demo", "--customers", "1")
    (customer_id,) = installation.ask("SELECT id FROM customers")[0]
    acknowledged = set().union(*(killed(installation, customer_id) for _ in range(KILLS)))
    named = {row[0] for row in installation.ask("SELECT sha256 FROM attachments")}
    assert acknowledged <= named
    folder = installation.folder / "attachments"
    for sha256 in named:
        content = (folder / sha256[:2] / sha256[2:]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256
    for path in (*folder.glob("??/*"), *folder.glob("draft-*")):
        os.utime(path, (0, 0))
    installation.flask("attachments", "tidy")
    left = {path.parent.name + path.name for path in folder.glob("??/*")}
    assert left == named
    assert list(folder.glob("draft-*")) == []
    installation.assert_sound()
