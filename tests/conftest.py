"""One application a session, an empty database a test; on Postgres when TEST_DATABASE_URL says so."""

import os

import pytest
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from contacts import create_app
from contacts.access import SYSTEM, acting_as
from contacts.db import OPEN, Base, dispose_all, engine_for
from tests.factories import make_session, make_user, writing

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
KEPT = {"roles", "field_rules", "current_operation"}


class Browser(FlaskClient):
    """A client whose every request has its own context, and so its own database session."""

    def open(self, *args, **options):
        with self.application.app_context():
            return super().open(*args, **options)


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("instance")
    url = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{folder / 'test.db'}"
    app = create_app(
        TESTING=True, WTF_CSRF_ENABLED=False, SQLALCHEMY_DATABASE_URI=url, INSTANCE_PATH=str(folder), SECRET_KEY="test"
    )
    app.test_client_class = Browser
    with app.app_context():
        upgrade(directory=app.extensions["migrate"].directory)
    yield app
    dispose_all()


@pytest.fixture(autouse=True)
def clean_slate(request):
    """Every test that uses the application starts with an empty database and leaves one."""
    if "app" not in request.fixturenames:
        yield
        return
    app = request.getfixturevalue("app")
    with app.app_context():
        yield
    with app.app_context():
        empty(engine_for(app.config["DATABASE"], OPEN, True))


def empty(engine):
    """Delete every row but the starting roles, with references and triggers out of the way."""
    names = [table.name for table in Base.metadata.sorted_tables if table.name not in KEPT]
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"))
        else:
            dbapi = connection.connection.driver_connection
            dbapi.execute("PRAGMA foreign_keys=OFF")
            for name in reversed(names):
                connection.execute(text(f"DELETE FROM {name}"))
            for name in reversed(names):  # the ledger remembered the deletes
                connection.execute(text(f"DELETE FROM {name}"))
        connection.commit()
        if engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


@pytest.fixture
def as_system(app):
    """The test itself acts for the system: it may write anything, and read it back."""
    with acting_as(SYSTEM):
        yield


@pytest.fixture
def sign_in(app):
    """`sign_in("sales rep")`: a browser with a fresh person of that role behind it; `client.user_id` is theirs."""

    def _sign_in(role, **fields):
        with app.app_context():
            with writing():
                user_id = make_user(role, **fields).id
            token = make_session(user_id)
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = token
        client.user_id = user_id
        return client

    return _sign_in


class Queries(list):
    """The statements that ran, without BEGIN and the like."""


@pytest.fixture
def count_queries():
    """`with count_queries() as queries: …` then `len(queries)`: every statement any engine ran."""

    class Counter:
        def __enter__(self):
            self.queries = Queries()
            event.listen(Engine, "before_cursor_execute", self.remember)
            return self.queries

        def __exit__(self, *error):
            event.remove(Engine, "before_cursor_execute", self.remember)

        def remember(self, _connection, _cursor, statement, *_):
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
                self.queries.append(statement)

    return Counter
