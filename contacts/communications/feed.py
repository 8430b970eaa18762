"""The feed as the panel draws it: a page of the timeline, what is pinned above it, and what came out of each."""

from flask import request

from contacts.communications.models import Channel
from contacts.communications.queries import WHOLE, chips_of, count_by_channel, of_channel, pinned_of, row_of
from contacts.customers.record import timeline
from contacts.customers.timeline import Timeline


def feed_of(customer, url):
    """Everything, or with `?show=call` the conversations of one channel."""
    show = request.args.get("show")
    if show in list(Channel):
        page, pinned = Timeline(customer, {"communications": of_channel(show)}, f"{url}?show={show}"), []
    else:
        page, pinned = Timeline(customer, timeline.open_to("read"), url), pinned_of(customer)
    known = {"timeline": page, "shown_channel": show, "channels": count_by_channel(customer)}
    ids = [entry.id for entry in (*pinned, *page.entries) if entry.kind == "communications"]
    return {**known, "pinned": pinned if page.first_page else [], "chips": chips_of(ids)}


def one_of(entry, whole=False):
    """One conversation as the feed draws it; its text cut off unless `whole`."""
    row = row_of(entry, WHOLE) if whole else row_of(entry)
    return {"row": row, "chips": chips_of([entry.id])}
