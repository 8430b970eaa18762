"""The record page is put together here: rooms plug in what they show of a customer; the hub imports none of them."""

from contacts.access import may

PANELS = {}
TIMELINE = {}


def panel(kind):
    """Register `function(customer) -> context` of a room's panel; it is asked only for roles that may read `kind`."""

    def register(function):
        PANELS[kind] = function
        return function

    return register


def timeline(kind):
    """Register `function(customer_id, before, limit) -> [Entry]`, newest first, of what a room adds to the timeline."""

    def register(function):
        TIMELINE[kind] = function
        return function

    return register


def record_context(customer):
    """What the record page's panels need, of those kinds of record that the acting role may read."""
    context = {}
    for kind, function in PANELS.items():
        if may("read", kind):
            context.update(function(customer))
    return context
