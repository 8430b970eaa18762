"""The record page is put together here: rooms plug in what they show of a customer; the hub imports none of them."""

from functools import wraps

from contacts.access import may
from contacts.db import answer, side_by_side
from contacts.web.furniture import furniture


class Socket(dict):
    """`@socket(kind)` plugs in a room's function. It is asked only for roles that may read records of `kind`."""

    def __call__(self, kind):
        def plug(function):
            self[kind] = function
            return function

        return plug

    def open_to(self, verb):
        """`{kind: function}` of those kinds of record that the acting role may `verb`."""
        return {kind: function for kind, function in self.items() if may(verb, kind)}


class Panels(Socket):
    """Its functions ask (see db.together), so that the record asks for all of them at once."""

    def __call__(self, kind):
        plug = super().__call__(kind)

        def plug_in(function):
            """What is left under its name asks by itself, for the panel alone."""
            asker = plug(function)
            return wraps(function)(lambda *args, **options: answer(asker(*args, **options)))

        return plug_in


# function(customer), which asks for what the room's panel needs
panel = Panels()
# function(customer, after, limit) -> (statement of what the room adds to the timeline, newest first; row -> Entry)
timeline = Socket()
# function(ids of conversations), which asks for {id: [Chip]}: what came out of them, such as tasks and files
chips = Socket()
# function(customer, id) -> the record of this customer that a file may hang on, or 404
anchor = Socket()
# function(customer, id of a conversation, title, due): writes down what the conversation promised
follow_up = Socket()


def record_context(customer, **also):
    """Asks for what the record page needs: the panels of those kinds of record that the acting role may read, what
    stands on every page, and what else is asked (`{name: asker}`).
    """
    panels = {kind: function(customer) for kind, function in panel.open_to("read").items()}
    found = yield from side_by_side({"panels": side_by_side(panels), "furniture": side_by_side(furniture()), **also})
    context = {name: found[name] for name in also}
    for part in found["panels"].values():
        context |= part
    return context
