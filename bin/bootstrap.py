"""The virtual environment: made, filled and repaired with nothing but the standard library.

Every script here imports this module first: it refuses a Python that is too old, in words that old ones read.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Rapport needs Python 3.11 or newer, but this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031

import contextlib
import fcntl
import hashlib
import os
import subprocess
import time
import venv
from pathlib import Path

import pip_wheel

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
# Lies in the environment while packages are being written. Found at the start, it means somebody was
# interrupted, and only an empty environment is certain to be right again.
UNFINISHED = VENV / ".unfinished"


def prepare(requirements):
    """Make .venv hold what the file `requirements` locks; silent, quick and offline if it does already."""
    try:
        with _alone() as lock:
            if not _sound():
                _make()
            if not up_to_date(requirements):
                _install(requirements, lock)
    except OSError as problem:
        sys.exit(f"Cannot prepare {VENV}: {problem}")


def up_to_date(requirements):
    """True if the last finished installation was of this very file."""
    stamp = _stamp(requirements)
    return stamp.is_file() and stamp.read_text() == fingerprint(requirements)


def fingerprint(requirements):
    """The hash that tells whether a requirements file has changed."""
    return hashlib.sha256((PROJECT / requirements).read_bytes()).hexdigest()


def python_environment():
    """The environment for the virtual environment's Python: ours, without what would lead it elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}


def run(*arguments, **options):
    """Run the virtual environment's Python in the project; returns the CompletedProcess."""
    return subprocess.run([PYTHON, *arguments], cwd=PROJECT, env=python_environment(), **options)


def become(*arguments):
    """Replace this process by the virtual environment's Python, so that signals reach it directly."""
    os.chdir(PROJECT)
    sys.stdout.flush()
    os.execve(PYTHON, [str(PYTHON), *arguments], python_environment())


def _stamp(requirements):
    return VENV / f".installed-{requirements}"


@contextlib.contextmanager
def _alone():
    """Two set-ups in one folder wait for each other; gives the lock, which ends with whoever holds it open."""
    folder = os.open(PROJECT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another set-up in this folder …", flush=True)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(folder)


def _sound():
    """True if there is an environment, whole, with a Python that runs and is new enough."""
    if UNFINISHED.exists() or not (VENV / "pyvenv.cfg").is_file():
        return False
    return _succeeds("-c", "import sys; sys.exit(sys.version_info < (3, 11))")


def _succeeds(*arguments):
    try:
        return run(*arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:  # no such Python, or one of another machine
        return False


def _make():
    print(f"Making the virtual environment {VENV}", flush=True)
    venv.create(VENV, clear=True, symlinks=True, with_pip=False)


def _install(requirements, lock):
    print(f"Installing {requirements} (once; a minute or so) …", flush=True)
    began = time.monotonic()
    UNFINISHED.touch()
    _ensure_pip()
    # Hashes and wheels only: nothing but the locked files is accepted, and no code runs while installing.
    done = run(
        *("-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", "--no-user"),
        *("--require-hashes", "--only-binary", ":all:", "-r", requirements),
        pass_fds=(lock,),  # if we are killed, pip goes on for a while: then the next set-up waits for it
    )
    # pip ended by itself: whatever is there is whole, so the next try need not start from nothing.
    UNFINISHED.unlink()
    if done.returncode:
        sys.exit(f"Could not install {requirements}: pip says why above.")
    _stamp(requirements).write_text(fingerprint(requirements))
    print(f"Installed in {time.monotonic() - began:.0f} s.", flush=True)


def _ensure_pip():
    """Debian ships its python3 without ensurepip: then a pinned wheel of pip installs itself."""
    if _succeeds("-c", "import pip") or _succeeds("-m", "ensurepip", "--default-pip"):
        return
    wheel = pip_wheel.fetch(VENV)
    run(f"{wheel}/pip", "install", "--quiet", "--no-index", "--no-deps", "--no-user", wheel, check=True)
    wheel.unlink()
