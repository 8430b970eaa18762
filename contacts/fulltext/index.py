"""The index as a whole: its triggers, writing it anew, comparing it with the rows it was made from."""

from contextlib import contextmanager

from contacts.db.engines import without_deadline
from contacts.fulltext import postgres, sqlite
from contacts.fulltext.classes import classes
from contacts.history import MORE

ENGINES = {"sqlite": sqlite, "postgresql": postgres}


class Statements:
    """What `history.sync` runs after every upgrade, made when it is: the models are complete by then."""

    def __init__(self, make):
        self.make = make

    def __iter__(self):
        return self.make()


def sqlite_statements():
    for one in classes().values():
        yield from sqlite.first_filling(one)
        yield from sqlite.triggers(one)


def postgres_statements():
    yield from postgres.functions()
    for one in classes().values():
        yield from postgres.first_filling(one)
        yield from postgres.triggers(one)
    yield from postgres.parts(classes().values())


MORE["search"] = (Statements(sqlite_statements), Statements(postgres_statements))


def run(connection, statements):
    """Statements of ours: names come from the models, nothing from a person. They have no SQLAlchemy spelling."""
    for statement in statements:
        connection.exec_driver_sql(statement.replace("%", "%%") if is_postgres(connection) else statement)


def is_postgres(connection):
    return connection.dialect.name == "postgresql"


def rebuild(connection):
    """Write every word anew."""
    engine = ENGINES[connection.dialect.name]
    without_deadline(connection)
    for one in classes().values():
        run(connection, [*engine.emptying(one), *engine.filling(one), *engine.optimising(one)])
    if is_postgres(connection):
        run(connection, postgres.parts(classes().values()))


def differing(connection):
    """The names of the classes that hold other words than their rows say."""
    without_deadline(connection)
    return [one.name for one in classes().values() if ENGINES[connection.dialect.name].differs(connection, one)]


@contextmanager
def filled_at_once(connection):
    """Rows that are only added in here come into the index together at the end: one by one takes much longer."""
    before = {name: highest(connection, one) for name, one in classes().items()}
    triggers = paused(connection)
    yield
    engine = ENGINES[connection.dialect.name]
    for name, one in classes().items():
        run(connection, engine.filling(one, f"id > {before[name]}"))
    run(connection, triggers)


def highest(connection, one):
    return connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {one.table}").scalar()


def paused(connection):
    """Take the triggers of the index away. Returns the statements that bring the very same ones back."""
    if is_postgres(connection):
        pairs = [(one.table, f"{one.index}_insert") for one in classes().values()]
        run(connection, [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in pairs])
        return [f"ALTER TABLE {table} ENABLE TRIGGER {name}" for table, name in pairs]
    ours = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search%'"
    there = connection.exec_driver_sql(ours).all()
    run(connection, [f"DROP TRIGGER {name}" for name, _sql in there])
    return [sql for _name, sql in there]
