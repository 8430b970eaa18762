"""Conversations, matched by their key in the source, or by what the whole row says when it has none."""

import hashlib

from contacts.access import current_actor
from contacts.communications.models import Channel, Communication, Direction
from contacts.exchange.added import take_added, write_added
from contacts.exchange.kinds.references import find_customers
from contacts.exchange.rows import existing, merge
from contacts.exchange.values import choice_of, minutes, moment, plain_text, words

KEY, ADDED = "external_id", "communications"  # the table whose records have fields that people added
FIELDS = {
    "external_id": words(Communication.external_id),
    "customer": plain_text,
    "channel": choice_of(Channel),
    "direction": choice_of(Direction),
    "outcome": words(Communication.outcome),
    "subject": words(Communication.subject),
    "body": words(Communication.body),
    "happened_at": moment,
    "duration": minutes,
}
REQUIRED = ("customer", "channel", "happened_at")
SEVERAL = ()
DEFAULTS = {}


def prepare(values, mapping):
    if not values.get("subject") and not values.get("body"):
        raise ValueError("it has neither a subject nor a body")
    if not values.get("external_id"):
        whole = repr(sorted((name, str(value)) for name, value in values.items()))
        values["external_id"] = "row-" + hashlib.sha256(whole.encode()).hexdigest()[:32]
    values["source"] = mapping.source


def write(rows, mapping, summary):
    added, rows = take_added(ADDED, rows), find_customers(rows, mapping, summary)
    if summary.broken:
        return
    keys, names = [row.key for row in rows], rows[0].values
    found = existing(Communication, Communication.external_id, keys, names, Communication.source == mapping.source)
    for row in rows:
        if row.key not in found:
            row.values["author_id"] = current_actor().id
    merge(Communication, rows, found)
    write_added(ADDED, rows, added, summary)
    summary.count(rows)
