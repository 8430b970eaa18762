"""One application a session, an empty database a test; on Postgres when TEST_DATABASE_URL says so."""

import gc
import os
import re

import pytest
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import settings
from sqlalchemy import delete, event, select, text, update
from sqlalchemy.engine import Engine

from contacts import create_app
from contacts.access import SYSTEM, FieldRule, Role, acting_as, seed_roles
from contacts.access.found_by import index_of, searched_columns
from contacts.access.policy import RIGHTS
from contacts.db import OPEN, Base, dispose_all, engine_for
from tests.columns_added import take_away
from tests.factories import make_session, make_user, writing

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')  # another one each second
# A request leaves little behind that only the collector finds: looking for it rarely saves a tenth of the time.
gc.set_threshold(20_000, 50, 100)
settings.register_profile("rapport", deadline=None)  # a slow machine is no fault of the code
settings.load_profile("rapport")

# What turns references off and on again, and on Postgres the triggers too.
CHECKS = {
    "sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON"),
    "postgresql": ("SET session_replication_role = replica", "SET session_replication_role = DEFAULT"),
}
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
    off, on = CHECKS[engine.dialect.name]
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute(off)  # outside of a transaction, or SQLite ignores it
        delete_rows(connection)
        restore_roles(connection)
        delete_rows(connection)  # the ledger remembered the deletes
        connection.commit()
        driver.execute(on)
        driver.commit()
    take_away(engine)


def delete_rows(connection):
    """Delete from the tables that have any: many times faster than TRUNCATE of all of them on Postgres."""
    names = [table.name for table in Base.metadata.sorted_tables if table.name not in KEPT]
    if connection.dialect.name == "postgresql":
        names += sorted({index_of(column) for column in searched_columns()})  # which triggers keep elsewhere
    filled = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names)
    for name in connection.scalars(text(filled)).all():
        connection.execute(text(f"DELETE FROM {name}"))


def restore_roles(connection):
    """The starting roles anew, when a test changed them or made others. Keys are never used twice."""
    roles = connection.execute(select(Role.name, Role.version).order_by(Role.id)).all()
    if roles != [(name, 1) for name in RIGHTS]:
        connection.execute(delete(FieldRule))
        connection.execute(delete(Role))
        seed_roles(connection)
        connection.execute(update(Role).values(version=1))


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
    """`with count_queries() as queries: …` then `len(queries)`: every statement any engine ran, sign-in included."""

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
