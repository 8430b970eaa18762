"""A pool for each wall, and never more of them than there have to be."""

import pytest
from sqlalchemy import text

from contacts.access import EVERYTHING, Actor, acting_as
from contacts.access.walls import Wall
from contacts.db import OPEN, db, engine_for, engines


@pytest.fixture
def few(monkeypatch, app):
    """Only those that a test makes, and three at most."""
    monkeypatch.setattr(engines, "_engines", {})
    monkeypatch.setattr(engines, "_used", {})
    monkeypatch.setattr(engines, "MOST_POOLS", 3)
    yield
    engines.dispose_all()


def wall(number):
    return Wall(hidden=frozenset({("customers", f"no_column_{number}")}))


def ask(app, wall):
    engine = engine_for(app.config["DATABASE"], wall, False)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return engine


def test_the_longest_unused_pool_makes_room(app, few, monkeypatch):
    monkeypatch.setattr(Wall, "login", lambda self, url: url)
    monkeypatch.setattr(Wall, "watch", lambda self, engine, url: None)
    first = ask(app, OPEN)
    made = []
    for number in range(6):
        made.append(ask(app, wall(number)))
        ask(app, OPEN)
    assert len(engines._engines) == 3
    assert ask(app, OPEN) is first
    assert [engine.pool.checkedin() for engine in made] == [0, 0, 0, 0, 1, 1]


def test_a_pool_that_was_idle_for_long_is_closed(app, few, monkeypatch):
    monkeypatch.setattr(engines, "MOST_POOLS", 99)
    idle = ask(app, OPEN)
    monkeypatch.setattr(engines, "IDLE_SECONDS", -1)
    assert engine_for(app.config["DATABASE"], OPEN, True) is not idle
    assert idle.pool.checkedin() == 0


def test_an_engine_that_could_not_be_watched_is_given_to_nobody(app, few, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError("the server went away")

    monkeypatch.setattr(Wall, "watch", fail)
    for _try in range(2):
        with acting_as(Actor(rights=EVERYTHING)), pytest.raises(RuntimeError):
            db.session.execute(text("SELECT 1"))
