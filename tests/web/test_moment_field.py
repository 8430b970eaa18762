"""A moment is typed in one's own time and kept in UTC; what is not touched keeps its seconds."""

from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from contacts.web import moment_field
from contacts.web.moment_field import MomentField

KEPT = datetime(2026, 7, 1, 10, 0, 31, 5000, tzinfo=UTC)


class When(Form):
    at = MomentField("When")


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch):
    monkeypatch.setattr(moment_field, "reader", lambda: SimpleNamespace(zone=ZoneInfo("Europe/Berlin")))


def typed(value, **options):
    form = When(MultiDict({"at": value}), **options)
    return form.validate(), form.at.data


def test_it_is_shown_in_ones_own_time():
    assert 'value="2026-07-01T12:00"' in When(at=KEPT).at()


def test_it_is_kept_in_utc():
    assert typed("2026-07-01T12:00") == (True, datetime(2026, 7, 1, 10, tzinfo=UTC))


def test_a_time_that_the_clocks_skipped_is_refused():
    assert typed("2026-03-29T02:30") == (False, None)
    assert typed("2026-03-29T03:00") == (True, datetime(2026, 3, 29, 1, tzinfo=UTC))


def test_untouched_it_keeps_its_seconds():
    assert typed("2026-07-01T12:00", at=KEPT) == (True, KEPT)
    assert typed("2026-07-01T12:01", at=KEPT) == (True, datetime(2026, 7, 1, 10, 1, tzinfo=UTC))


def test_nothing_is_nothing():
    assert typed("", at=KEPT) == (True, None)


@pytest.mark.parametrize("value", ["soon", "2026-02-30T10:00", "0001-01-01T00:00", "9999-12-31T23:59", "\x00", "²"])
def test_what_is_no_moment_is_refused_with_a_sentence(value):
    form = When(MultiDict({"at": value}))
    assert not form.validate()
    assert form.at.errors[0].startswith("Give a ")
    assert form.at.data is None
