"""The web face of the security log."""

from flask import Blueprint, Response, stream_with_context, url_for

from contacts.access import needs, record_event_now
from contacts.customers.field_names import MASKABLE
from contacts.security.queries import asked_filters, customers_of, every_event, everybody, list_events
from contacts.security.sentences import ALARMING, detail_of, kind_choices, told, told_in_markup
from contacts.web import page
from contacts.web.listing import asked_place
from contacts.web.reader import in_english
from contacts.web.spreadsheets import csv_lines

bp = Blueprint("security", __name__)

HEADING = ("at", "kind", "what", "who", "person", "address", "customer", "customer_id", "field", "detail")


@bp.get("/admin/log")
@needs("users", "read")
def index():
    filters = asked_filters()
    listing = list_events(filters, url_for(".index", **filters), asked_place())
    known = {"people": everybody, "kinds": kind_choices, "fields": MASKABLE, "alarming": ALARMING}
    shown = {"told": told_in_markup, "detail_of": detail_of, "customers": customers_of(listing.rows)}
    return page("security/index.html#results", listing=listing, filters=filters, **known, **shown)


@bp.get("/admin/log.csv")
@needs("users", "read")
def download():
    """What the page shows with these filters, all of it. Who took it is in the log, and in the file."""
    filters = asked_filters()
    record_event_now("export", detail=f"security log as CSV; {describe(filters)}")
    response = Response(stream_with_context(csv_lines(HEADING, lines(filters))), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="security-log.csv"'
    return response


def describe(filters):
    return ", ".join(f"{name} {value}" for name, value in filters.items()) or "all of it"


def lines(filters):
    for rows in every_event(filters):
        names = customers_of(rows)
        for row in rows:
            about = row.subject_id if row.subject_table == "customers" else None
            said = (row.at.isoformat(), row.kind, in_plain(row, names.get(about)), row.actor, row.person, row.address)
            yield *said, names.get(about), about, row.field, row.detail


def in_plain(row, record):
    with in_english():
        return told(row, record)
