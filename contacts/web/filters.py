"""The Jinja filters: formats and moments, in the zone and locale of the reader, else the workspace."""

from flask import Flask, current_app, has_request_context
from flask_login import current_user

from contacts.web import formats, moments


def zone():
    """The reader's time zone."""
    return moments.zone_named(_preference("time_zone") or current_app.config["TIME_ZONE"])


def locale() -> str:
    """The reader's language and formats (BCP 47)."""
    return _preference("locale") or current_app.config["LOCALE"]


def register(app: Flask) -> None:
    """Make the filters that templates/components use known to the app's templates."""
    app.jinja_env.filters.update(
        money=lambda amount, currency: formats.money(amount, currency, locale()),
        plain_amount=lambda amount, currency: formats.plain_amount(amount, currency, locale()),
        day=lambda value: moments.day(value, zone(), locale()),
        moment=lambda value: moments.moment(value, zone(), locale()),
        moment_in_full=lambda value: moments.moment_in_full(value, zone(), locale()),
        ago_in_words=lambda value: moments.ago_in_words(value, zone(), locale()),
        due_in_words=lambda value: moments.due_in_words(value, zone(), locale()),
        due_kind=lambda value: moments.due_kind(value, zone()),
        iso=moments.iso,
        initials=formats.initials,
        hue=formats.hue,
        phone=formats.phone,
        file_size=formats.file_size,
    )


def _preference(name: str) -> str | None:
    return getattr(current_user, name, None) if has_request_context() else None
