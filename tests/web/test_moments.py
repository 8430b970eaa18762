"""Moments and days as people read them, in their own zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from contacts.web import moments

NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)  # a Thursday
LAGOS = ZoneInfo("Africa/Lagos")


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (datetime(2026, 11, 19, 9, 42), "10:42"),  # without a zone: UTC
        (datetime(2026, 11, 18, 9, 42, tzinfo=UTC), "Wed 10:42"),
        (datetime(2026, 11, 18, 23, 30, tzinfo=UTC), "00:30"),  # already the 19th in Lagos
        (datetime(2026, 11, 12, 9, 0, tzinfo=UTC), "12 Nov"),
        (datetime(2025, 8, 12, 9, 0, tzinfo=UTC), "12 Aug 2025"),
        (datetime(2026, 11, 20, 9, 0, tzinfo=UTC), "Fri 10:00"),
    ],
)
def test_a_moment_says_no_more_than_is_needed(when, shown):
    assert moments.moment(when, LAGOS, now=NOW) == shown


def test_new_year_does_not_hide_the_weekday():
    december = datetime(2026, 12, 30, 9, 0, tzinfo=UTC)
    assert moments.moment(december, now=datetime(2027, 1, 2, tzinfo=UTC)) == "Wed 09:00"


def test_days_are_unambiguous_in_every_zone():
    assert moments.day(date(2026, 5, 4), ZoneInfo("America/Los_Angeles")) == "4 May 2026"
    assert moments.day(date(2026, 5, 4), locale="de") == "4 Mai 2026"
    assert moments.iso(date(2026, 5, 4)) == "2026-05-04"
    assert moments.iso(datetime(2026, 5, 4, 8)) == "2026-05-04T08:00:00+00:00"


def test_the_full_time_names_its_zone():
    full = moments.moment_in_full(datetime(2026, 11, 18, 9, 42), LAGOS)
    assert full.startswith("Wednesday 18 November 2026, 10:42 ")
    assert full.endswith("GMT+01:00")


@pytest.mark.parametrize(
    ("days", "shown"), [(0, "Today"), (1, "Yesterday"), (6, "6 days ago"), (7, "12 Nov"), (-1, "Fri 09:00")]
)
def test_recent_days_are_counted(days, shown):
    when = datetime(2026, 11, 19 - days, 9, 0, tzinfo=UTC)
    assert moments.ago_in_words(when, now=NOW) == shown


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (datetime(2026, 11, 19, 23, 30, tzinfo=UTC), "Upcoming"),  # the 20th in Lagos
        (datetime(2026, 11, 19, 9, tzinfo=UTC), "This week"),
        (date(2026, 11, 16), "This week"),
        (date(2026, 11, 15), "Earlier in November"),
        (datetime(2026, 10, 31, 23, 30, tzinfo=UTC), "Earlier in November"),  # November began in Lagos
        (date(2026, 10, 31), "October"),
        (date(2025, 11, 19), "November 2025"),
    ],
)
def test_the_headings_of_a_timeline(when, shown):
    assert moments.period(when, LAGOS, now=NOW) == shown


def test_a_week_goes_over_the_turn_of_a_month():
    assert moments.period(date(2026, 11, 30), now=datetime(2026, 12, 2, tzinfo=UTC)) == "This week"
    assert moments.period(date(2026, 11, 29), now=datetime(2026, 12, 2, tzinfo=UTC)) == "November"


@pytest.mark.parametrize(
    ("when", "shown"), [(date(2026, 11, 19), "Today"), (date(2026, 11, 18), "Wed"), (date(2026, 11, 1), "1 Nov")]
)
def test_a_day_has_no_time(when, shown):
    assert moments.moment(when, LAGOS, now=NOW) == shown
    assert ":" not in moments.moment_in_full(when, LAGOS)


@pytest.mark.parametrize(
    ("due", "shown", "kind"),
    [
        (datetime(2026, 11, 17, 9, tzinfo=UTC), "2 days late", "bad b"),
        (datetime(2026, 11, 18, 9, tzinfo=UTC), "1 day late", "bad b"),
        (datetime(2026, 11, 19, 9, tzinfo=UTC), "Today 09:00", "bad b"),
        (datetime(2026, 11, 19, 16, tzinfo=UTC), "Today 16:00", "warn"),
        (date(2026, 11, 19), "Today", "warn"),
        (date(2026, 11, 20), "Tomorrow", "mut"),
        (date(2026, 11, 24), "Tue 24 Nov", "mut"),
        (date(2027, 1, 4), "4 Jan 2027", "mut"),
    ],
)
def test_due_dates_are_words_and_a_colour(due, shown, kind):
    assert moments.due_in_words(due, now=NOW) == shown
    assert moments.due_kind(due, now=NOW) == kind


@pytest.mark.parametrize(
    ("due", "heading"),
    [
        (datetime(2026, 11, 18, 22, 30, tzinfo=UTC), "Overdue"),
        (datetime(2026, 11, 18, 23, 30, tzinfo=UTC), "Today"),  # the 19th began in Lagos
        (datetime(2026, 11, 19, 22, 30, tzinfo=UTC), "Today"),
        (datetime(2026, 11, 19, 23, 30, tzinfo=UTC), "Later"),
        (None, "No date"),
    ],
)
def test_tasks_are_grouped_by_days(due, heading):
    assert moments.due_heading(due, LAGOS, now=NOW) == heading


def test_an_unknown_zone_is_utc():
    assert moments.zone_named("Mars/Olympus") is UTC
    assert moments.zone_named("../etc/passwd") is UTC
