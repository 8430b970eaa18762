"""The feed as the panel draws it: a page of the timeline, what is pinned above it, and what came out of each."""

from urllib.parse import urlencode

from flask import request

from contacts.communications.models import Channel
from contacts.communications.queries import WHOLE, beside_of, chips_of, count_by_channel, only, pinned_of, row_of
from contacts.customers.record import timeline
from contacts.customers.timeline import timeline_page
from contacts.customfields.values import masks_of_all
from contacts.db import side_by_side
from contacts.web.listing import asked_words


def feed_of(customer, url):
    """Asks for everything, or the conversations of one channel (`?show=call`) or with some words (`?words=quote`)."""
    show, words = request.args.get("show"), asked_words("words")
    asked = {"show": show if show in list(Channel) else None, "words": words or None}
    if any(asked.values()):
        query = urlencode({name: value for name, value in asked.items() if value})
        page, pinned = timeline_page(customer, {"communications": only(asked["show"], words)}, f"{url}?{query}"), []
    else:
        page, pinned = timeline_page(customer, timeline.open_to("read"), url), pinned_of(customer)
    parts = {"timeline": page, "pinned": pinned, "channels": count_by_channel(customer)}
    found = yield from side_by_side(parts)
    page, pinned = found["timeline"], found["pinned"]
    ids = [entry.id for entry in (*pinned, *page.entries) if entry.kind == "communications"]
    known = {
        **found,
        "pinned": pinned if page.first_page else [],
        "chips": (yield from chips_of(ids)),
        "entry_masks": masks_of_all("communications", ids),
    }
    return {**known, "shown_channel": show, "words": words}


def one_of(entry, whole=False):
    """One conversation as the feed draws it; its text cut off unless `whole`."""
    row = row_of(entry, WHOLE) if whole else row_of(entry)
    return {"row": row, **beside_of([entry.id])}
