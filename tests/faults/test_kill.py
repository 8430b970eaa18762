"""kill -9 of a server that is writing: what it acknowledged is there afterwards."""

import random
import threading
import time
from http.client import HTTPException

import pytest

pytestmark = pytest.mark.faults
KILLS, WRITERS = 20, 8


def write_until(stop, installation, cookie, writer, acknowledged):
    """Create customers one after another; remember those that the server said yes to."""
    number = 0
    while not stop.is_set():
        name = f"Writer {writer} number {number}"
        fields = {"name": name, "kind": "person", "status": "active"}
        try:
            status, _ = installation.request("POST", "/customers", fields, cookie)
        except (OSError, HTTPException):
            stop.wait(0.05)
        else:
            if status == 303:
                acknowledged.add(name)
        number += 1


def test_no_acknowledged_write_is_lost(installation):
    installation.flask("db", "upgrade")
    installation.serve()
    cookie = installation.sign_in()
    acknowledged, stop = set(), threading.Event()
    arguments = [(stop, installation, cookie, writer, acknowledged) for writer in range(WRITERS)]
    writers = [threading.Thread(target=write_until, args=given) for given in arguments]
    for writer in writers:
        writer.start()
    try:
        for _ in range(KILLS):
            time.sleep(random.uniform(0.2, 0.6))
            installation.kill()
            installation.serve()
    finally:
        stop.set()
        for writer in writers:
            writer.join(30)
    installation.kill()
    there = {name for (name,) in installation.ask("SELECT name FROM customers")}
    print(f"{len(acknowledged)} acknowledged, {len(there)} there after {KILLS} kills")
    assert len(acknowledged) > KILLS
    assert acknowledged - there == set()
    installation.assert_sound()
