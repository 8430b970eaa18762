"""The feed as the panel draws it: a page of the timeline, what is pinned above it, and what came out of each."""

from urllib.parse import urlencode

from flask import request

from contacts.communications.models import Channel
from contacts.communications.queries import WHOLE, chips_of, count_by_channel, only, pinned_of, row_of
from contacts.customers.record import timeline
from contacts.customers.timeline import Timeline
from contacts.web.listing import asked_words


def feed_of(customer, url):
    """Everything, or the conversations of one channel (`?show=call`) or with some words (`?words=quote`)."""
    show, words = request.args.get("show"), asked_words("words")
    asked = {"show": show if show in list(Channel) else None, "words": words or None}
    if any(asked.values()):
        query = urlencode({name: value for name, value in asked.items() if value})
        page, pinned = Timeline(customer, {"communications": only(asked["show"], words)}, f"{url}?{query}"), []
    else:
        page, pinned = Timeline(customer, timeline.open_to("read"), url), pinned_of(customer)
    known = {"timeline": page, "shown_channel": show, "words": words, "channels": count_by_channel(customer)}
    ids = [entry.id for entry in (*pinned, *page.entries) if entry.kind == "communications"]
    return {**known, "pinned": pinned if page.first_page else [], "chips": chips_of(ids)}


def one_of(entry, whole=False):
    """One conversation as the feed draws it; its text cut off unless `whole`."""
    row = row_of(entry, WHOLE) if whole else row_of(entry)
    return {"row": row, "chips": chips_of([entry.id])}
