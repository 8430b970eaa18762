"""An installation of its own for each test: database, keys, commands and a real server on a free port."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from sqlalchemy.engine import make_url

from contacts.db.sqlite import pick_driver

ROOT = Path(__file__).parent.parent.parent
EMAIL, PASSWORD = "fault@example.com", "correct horse battery"
START_SECONDS = 30


class SQLite:
    """A database in a file. Its writers wait for each other before they read."""

    has_conflicts = False

    def __init__(self, folder):
        self.path = folder / "fault.db"
        self.url = f"sqlite:///{self.path}"

    def ask(self, statement):
        with contextlib.closing(pick_driver().connect(str(self.path))) as connection:
            return connection.execute(statement).fetchall()

    def assert_sound(self):
        assert self.ask("PRAGMA integrity_check") == [("ok",)]
        assert self.ask("PRAGMA foreign_key_check") == []

    def drop(self):
        """It goes with its folder."""


class Postgres:
    """A database of its own in the cluster of the tests. Who read what has changed since is told so when they write."""

    has_conflicts = True

    def __init__(self, url):
        name = f"fault_{secrets.token_hex(6)}"
        self.server, made = make_url(url), make_url(url).set(database=name)
        self.name, self.url = name, made.render_as_string(hide_password=False)
        self.ask(f"CREATE DATABASE {name}", self.server)

    def ask(self, statement, url=None):
        plain = make_url(url or self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def assert_sound(self):
        """Postgres checks references with every statement, and has no other check of the whole to ask for."""

    def drop(self):
        self.ask(f"DROP DATABASE {self.name} WITH (FORCE)", self.server)


class Installation:
    """One database and what is done to it from outside."""

    def __init__(self, folder, database):
        self.folder, self.database, self.ask = folder, database, database.ask
        self.environment = {
            **os.environ,
            "DATABASE_URL": database.url,
            "RAPPORT_INSTANCE_PATH": str(folder),
            "SECRET_KEY": secrets.token_hex(16),
            "RAPPORT_ENCRYPTION_KEYS": f"one:{secrets.token_hex(32)}",
            "RAPPORT_WTF_CSRF_ENABLED": "false",
        }
        self.server = None
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]

    def start(self, *arguments):
        """A process of ours in a session of its own, so that it is killed with its children."""
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def flask(self, *command, given=None):
        process = self.start("flask", "--app", "app", *command)
        output, _ = process.communicate(given, timeout=120)
        assert process.returncode == 0, output
        return output

    def serve(self):
        threads = ("--worker-class", "gthread", "--workers", "2", "--threads", "8", "--no-control-socket")
        self.server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", *threads, "app:app"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                return self.request("GET", "/login")
            except (OSError, HTTPException):
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self):
        """As a power cut would: the master and its workers at once, without a word."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def request(self, method, path, fields=None, cookie=""):
        """(status, Set-Cookie) of one request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=15)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        try:
            connection.request(method, path, urlencode(fields or {}), headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.getheader("Set-Cookie", "")
        finally:
            connection.close()

    def sign_in(self):
        self.flask("user", "add", EMAIL, "--role", "administrator", given=PASSWORD + "\n")
        status, cookie = self.request("POST", "/login", {"email": EMAIL, "password": PASSWORD})
        assert status == 303
        return cookie.partition(";")[0]

    def assert_sound(self):
        self.database.assert_sound()
        assert "whole" in self.flask("history", "verify")


@pytest.fixture
def installation(tmp_path):
    url = os.environ.get("TEST_DATABASE_URL")
    database = Postgres(url) if url else SQLite(tmp_path)
    made = Installation(tmp_path, database)
    yield made
    made.kill()
    database.drop()
