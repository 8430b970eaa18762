"""A Postgres database of its own, owned by a user who is no superuser."""

import os
import secrets
import time
from contextlib import contextmanager

import psycopg
import pytest
from flask_migrate import upgrade
from sqlalchemy import make_url

from contacts import create_app
from contacts.access import modes, rights_of
from contacts.db import dispose_all

PASSWORD = "a password of tests"


class Server:
    """`url` of a fresh database whose owner may do nothing else; `run` is what a superuser does there."""

    def __init__(self, superuser):
        self.superuser = superuser
        self.user = self.database = f"guarded_{secrets.token_hex(4)}"
        self.run(f"CREATE ROLE {self.user} LOGIN PASSWORD '{PASSWORD}'")
        self.run(f"CREATE DATABASE {self.database} OWNER {self.user}")
        self.url = superuser.set(drivername="postgresql", username=self.user, password=PASSWORD, database=self.database)

    def run(self, *statements, database=None):
        target = self.superuser.set(drivername="postgresql", database=database or self.superuser.database)
        with psycopg.connect(target.render_as_string(hide_password=False), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def ask(self, question):
        target = self.superuser.set(drivername="postgresql", database=self.database)
        with psycopg.connect(target.render_as_string(hide_password=False)) as connection:
            return [row[0] for row in connection.execute(question)]

    def wait_for_the_end_of(self, login):
        """The server ends a session shortly after its connection is closed."""
        for _try in range(100):
            if self.ask(f"SELECT count(*) FROM pg_stat_activity WHERE usename = '{login}'") == [0]:
                return
            time.sleep(0.05)
        raise TimeoutError(f"{login} is still connected")


@pytest.fixture
def server():
    if "TEST_DATABASE_URL" not in os.environ:
        pytest.skip("Postgres' own roles")
    yield Server(make_url(os.environ["TEST_DATABASE_URL"]))
    dispose_all()


@pytest.fixture
def start(server, tmp_path):
    """`with start(): …`: the application on that database, migrated; settings can be given."""

    @contextmanager
    def _start(**settings):
        forget()
        url = server.url.render_as_string(hide_password=False)
        app = create_app(
            TESTING=True, SQLALCHEMY_DATABASE_URI=url, INSTANCE_PATH=str(tmp_path), SECRET_KEY="test", **settings
        )
        with app.app_context():
            upgrade(directory=app.extensions["migrate"].directory)
            yield app
        forget()

    return _start


def forget():
    """What a process remembers of a server and its roles."""
    dispose_all()
    modes.found_out.cache_clear()
    rights_of.cache_clear()
