"""A throwaway PostgreSQL cluster for tests: made in a temporary folder, on a free port, ended and removed.

The server belongs to a keeper, a process of its own that lives as long as the pipe to whoever asked for it is
open. So nothing is left behind however the asker ends, Ctrl-C and kill -9 included.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

USER = "rapport"
# Nothing here outlives the run, so nothing has to survive a power cut.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
START_SECONDS = 60


def binaries():
    """The folder with initdb and postgres, the newest version if there are several; None if there is none."""
    folders = list(Path("/usr/lib/postgresql").glob("*/bin"))  # Debian keeps them off the PATH
    folders.sort(key=lambda folder: float(folder.parent.name), reverse=True)
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    whole = (folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists())
    return next(whole, None)


@contextlib.contextmanager
def running():
    """A cluster for the time of the block; gives a function that makes a database and returns its URL."""
    keeper = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for us: the keeper ends after what still uses the server
    )
    try:
        port = keeper.stdout.readline().strip()
        if not port:
            raise RuntimeError("the throwaway PostgreSQL did not start")
        yield lambda name: create_database(int(port), name)
    finally:
        keeper.stdin.close()
        keeper.wait()


def create_database(port, name):
    tool = [binaries() / "createdb", "--host", "127.0.0.1", "--port", str(port), "--username", USER, name]
    subprocess.run(tool, check=True)
    return f"postgresql://{USER}@127.0.0.1:{port}/{name}"


def libpq_environment(url):
    """The same database as psql and its relatives like to be told."""
    host, _, rest = url.partition("@")[2].partition(":")
    port, _, name = rest.partition("/")
    return {"PGHOST": host, "PGPORT": port, "PGUSER": USER, "PGDATABASE": name}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def keep():
    """The keeper: start a server, print its port, wait until stdin closes, end it and remove everything."""
    owner = unprivileged_user()
    # A socket's path has to be short and the server's user must get there: TMPDIR promises neither.
    folder = Path(tempfile.mkdtemp(prefix="rapport-postgres-", dir="/tmp"))
    server = None
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        initialise(folder, owner)
        server, port = start(folder, owner)
        print(port, flush=True)
        sys.stdin.read()
    finally:
        if server:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged_user():
    """Whom to run the server as when we are root, which PostgreSQL refuses; None when we are not."""
    if os.geteuid():
        return None
    names = {user.pw_name: user for user in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def as_user(owner, folder):
    """What subprocess needs in order to work in `folder` as `owner`."""
    place = {"cwd": folder, "stdin": subprocess.DEVNULL}
    if owner:
        place |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    return place


def initialise(folder, owner):
    command = [binaries() / "initdb", "-D", folder / "data", "-U", USER, "--auth=trust", "--no-sync"]
    done = subprocess.run(
        [*command, "--encoding=UTF8", "--locale=C.UTF-8"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **as_user(owner, folder),
    )
    if done.returncode:
        sys.exit(f"initdb failed:\n{done.stdout.decode(errors='replace')}")


def start(folder, owner):
    """A listening server and its port; another port is tried if somebody took the first meanwhile."""
    log = (folder / "log").open("wb")
    for _ in range(3):
        port = free_port()
        settings = ("listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *FAST)
        words = [word for setting in settings for word in ("-c", setting)]
        command = [binaries() / "postgres", "-D", folder / "data", "-p", str(port), *words]
        server = subprocess.Popen(command, stdout=log, stderr=log, **as_user(owner, folder))
        if is_listening(server, port):
            return server, port
        stop(server)
    sys.exit(f"PostgreSQL did not start:\n{(folder / 'log').read_text(errors='replace')}")


def is_listening(server, port):
    """True once the server accepts connections; False if it ended, or is not ready in time."""
    question = [binaries() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", USER]
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if subprocess.run(question).returncode == 0:
            return True
        time.sleep(0.1)
    return False


def stop(server):
    """A fast shutdown, and a hard one if that is not fast."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


if __name__ == "__main__":
    # Sent by whoever ends a whole group of processes: stdin closing says the same, in the right order.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    keep()
