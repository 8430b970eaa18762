"""Runs a command so that it can clean up after itself however we are ended."""

import signal
import subprocess
import sys
import time

PATIENCE = 20


def run(command, **options):
    """The command's exit status. If we are interrupted, it is given time to end by itself."""
    child = subprocess.Popen(command, **options)
    try:
        return child.wait()
    except KeyboardInterrupt:
        _await(child)  # Ctrl-C reached the whole terminal, the child too
        raise
    except SystemExit:
        child.send_signal(signal.SIGINT)  # pytest tears down on this one, not on SIGTERM
        _await(child)
        raise


def run_at_once(commands, most, ended):
    """Run `commands` (each a command and Popen's options), so many at a time; `ended(number, status)` as each ends."""
    waiting, running = list(enumerate(commands)), {}
    try:
        while waiting or running:
            while waiting and len(running) < most:
                number, (command, options) = waiting.pop(0)
                running[number] = subprocess.Popen(command, **options)
            time.sleep(0.1)
            for number in [number for number, child in running.items() if child.poll() is not None]:
                ended(number, running.pop(number).returncode)
    except (KeyboardInterrupt, SystemExit):
        for child in running.values():
            child.send_signal(signal.SIGINT)
        for child in running.values():
            _await(child)
        raise


def end_tidily():
    """From now on SIGTERM ends this program the way its `finally` blocks expect, and its children hear SIGINT.

    A shell starts what runs in its background deaf to SIGINT, and that would pass on to the children.
    """
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _end(number, _frame):
    sys.exit(128 + number)


def _await(child):
    try:
        child.wait(PATIENCE)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        child.kill()
        child.wait()
