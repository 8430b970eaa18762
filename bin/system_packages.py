"""What the tests need beside Python packages: found if it is there, else installed by apt-get if possible."""

import contextlib
import ctypes
import os
import shutil
import subprocess
from pathlib import Path

import cluster

# Debian starts a cluster of its own when the server is installed, unless it is told not to.
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/rapport-tests.conf")


def chromium():
    """The path of a Chromium, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), None)


def atomic_operations():
    """True if there is the library that Playwright's driver needs and a bare Debian lacks."""
    try:
        return bool(ctypes.CDLL("libatomic.so.1"))
    except OSError:
        return False


def node():
    """The path of Node.js, or None; a real OpenID provider runs on it."""
    return shutil.which("node")


def npm():
    """The path of npm, which brings that provider and keeps it for the next time, or None."""
    return shutil.which("npm")


# By their Debian names.
FINDERS = {
    "chromium": chromium,
    "libatomic1": atomic_operations,
    "nodejs": node,
    "npm": npm,
    "postgresql": cluster.binaries,
}


def missing(names):
    """Which of the named packages are not there, after trying to install them."""
    absent = [name for name in names if not FINDERS[name]()]
    if absent and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(absent)
    return [name for name in absent if not FINDERS[name]()]


def _install(names):
    print(f"Installing {' and '.join(names)} with apt-get …", flush=True)
    with _without_a_cluster():
        _apt_get("update", "-qq")
        for name in names:  # one at a time: one that cannot be had must not cost the other
            _apt_get("install", "-y", "-qq", "--no-install-recommends", name)


def _apt_get(*arguments):
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *arguments], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def _without_a_cluster():
    NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    NO_CLUSTER.write_text("create_main_cluster = false\n")
    try:
        yield
    finally:
        NO_CLUSTER.unlink()
        # Neither package came: leave the machine as it was.
        for folder in (NO_CLUSTER.parent, NO_CLUSTER.parent.parent):
            with contextlib.suppress(OSError):
                folder.rmdir()
