"""How dates and times are written for people, and what a due date means to them.

Pure functions: each takes the zone and locale of the reader, and `now` so that a test can say when it is.
Times without a zone are UTC.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_gmt

from contacts.web.words import _, ngettext

RECENT = 6  # days that are named by their weekday or counted; after them a date says more


@lru_cache(maxsize=64)
def zone_named(name: str) -> tzinfo:
    """The IANA zone, or UTC when this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def iso(value: date | datetime) -> str:
    """For `datetime="…"`: machines read it."""
    return (_aware(value) if isinstance(value, datetime) else value).isoformat()


def day(value: date | datetime, zone: tzinfo = UTC, locale: str = "en") -> str:
    """ "4 May 2026", never 04/05."""
    return _named(_local(value, zone).date(), "d MMM y", locale)


def moment(value: date | datetime, zone: tzinfo = UTC, locale: str = "en", now: datetime | None = None) -> str:
    """Today "10:42", this week "Wed 10:42", this year "12 Nov", else "12 Aug 2025". Of a day "Today" and "Wed"."""
    local, today = _local(value, zone), _today(zone, now)
    away = abs((local.date() - today).days)
    if away > RECENT:
        return _named(local.date(), "d MMM" if local.year == today.year else "d MMM y", locale)
    weekday = _named(local.date(), "E", locale) if away else ""
    if not isinstance(value, datetime):
        return weekday or _("Today")
    return f"{weekday} {_clock(local)}".lstrip()


def moment_in_full(value: date | datetime, zone: tzinfo = UTC, locale: str = "en") -> str:
    """ "Wednesday 18 November 2026, 10:42 GMT+01:00": the full local time, for the title; a day has no time."""
    local = _local(value, zone)
    day = _named(local.date(), "EEEE d MMMM y", locale)
    return f"{day}, {_clock(local)} {_offset(local.utcoffset(), locale)}" if isinstance(value, datetime) else day


def ago_in_words(value: datetime, zone: tzinfo = UTC, locale: str = "en", now: datetime | None = None) -> str:
    """ "Today", "Yesterday", "3 days ago"; after six days the date."""
    days = (_today(zone, now) - _local(value, zone).date()).days
    if days < 0 or days > RECENT:
        return moment(value, zone, locale, now)
    if days < 2:
        return _("Yesterday") if days else _("Today")
    return ngettext("%(num)d day ago", "%(num)d days ago", days)


def period(value: date | datetime, zone: tzinfo = UTC, locale: str = "en", now: datetime | None = None) -> str:
    """The heading of a timeline: "Upcoming", "This week" (from Monday), "Earlier in November", "May", "May 2025"."""
    local, today = _local(value, zone).date(), _today(zone, now)
    if local > today:
        return _("Upcoming")
    if local >= today - timedelta(days=today.weekday()):
        return _("This week")
    month = format_date(local, "LLLL" if local.year == today.year else "LLLL y", _babel(locale))
    same = (local.year, local.month) == (today.year, today.month)
    return _("Earlier in %(month)s", month=month) if same else month


def due_in_words(value: date | datetime, zone: tzinfo = UTC, locale: str = "en", now: datetime | None = None) -> str:
    """ "2 days late", "Today 16:00", "Tomorrow", "Tue 24 Nov"; midnight means the whole day."""
    local, today = _local(value, zone), _today(zone, now)
    days = (local.date() - today).days
    if days < 0:
        return ngettext("%(num)d day late", "%(num)d days late", -days)
    if days < 2:
        name = _("Tomorrow") if days else _("Today")
        return name if local.time() == time.min else f"{name} {local:%H:%M}"
    return format_date(local, "E d MMM" if local.year == today.year else "d MMM y", _babel(locale))


def due_heading(value: datetime | None, zone: tzinfo = UTC, now: datetime | None = None) -> str:
    """The heading a list of tasks puts it under: "Overdue", "Today", "Later" or "No date". It goes by days."""
    if value is None:
        return _("No date")
    days = (_local(value, zone).date() - _today(zone, now)).days
    return _("Overdue") if days < 0 else _("Later") if days else _("Today")


def due_kind(value: date | datetime, zone: tzinfo = UTC, now: datetime | None = None) -> str:
    """The look of a due date: "bad" when late, "warn" today, else "mut"."""
    now = _present(now).astimezone(zone)
    local = _local(value, zone)
    whole_day = local.time() == time.min
    if local.date() < now.date() or (not whole_day and local < now):
        return "bad b"
    return "warn" if local.date() == now.date() else "mut"


def time_there(name: str, now: datetime | None = None) -> str:
    """ "15:32 in Lagos": the clock of a zone, named by its city; a name that is no zone stays as it is."""
    zone = zone_named(name)
    if zone is UTC:
        return name
    clock = _present(now).astimezone(zone)
    return _("%(time)s in %(city)s", time=f"{clock:%H:%M}", city=name.rpartition("/")[2].replace("_", " "))


def _present(now: datetime | None) -> datetime:
    """What a test gave, or the clock: the one place that reads it."""
    return _aware(now or datetime.now(UTC))


def _aware(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _local(value: date | datetime, zone: tzinfo) -> datetime:
    """A date is that day for everybody: it has no zone to move it."""
    if isinstance(value, datetime):
        return _aware(value).astimezone(zone)
    return datetime.combine(value, time.min, zone)


def _today(zone: tzinfo, now: datetime | None) -> date:
    return _present(now).astimezone(zone).date()


def _clock(local: datetime) -> str:
    return f"{local.hour:02}:{local.minute:02}"


@lru_cache(maxsize=4096)
def _named(day: date, pattern: str, locale: str) -> str:
    """A day in words. There are few days, and many moments on each."""
    return format_date(day, pattern, _babel(locale))


@lru_cache(maxsize=256)
def _offset(away: timedelta, locale: str) -> str:
    """ "GMT+01:00"."""
    return get_timezone_gmt(datetime(2000, 1, 1, tzinfo=timezone(away)), "long", _babel(locale))


@lru_cache(maxsize=64)
def _babel(locale: str) -> Locale:
    return Locale.parse(locale, sep="-")
