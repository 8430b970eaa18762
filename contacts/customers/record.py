"""The record page is put together here: rooms plug in what they show of a customer; the hub imports none of them."""

from contacts.access import may


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


# function(customer) -> what the room's panel needs
panel = Socket()
# function(customer, after, limit) -> entries (see timeline.py) of what the room adds to the timeline, newest first
timeline = Socket()
# function(ids of conversations) -> {id: [Chip]}: what came out of them, such as tasks and files
chips = Socket()
# function(customer, id) -> the record of this customer that a file may hang on, or 404
anchor = Socket()
# function(customer, id of a conversation, title, due): writes down what the conversation promised
follow_up = Socket()


def record_context(customer):
    """What the record page's panels need, of those kinds of record that the acting role may read."""
    context = {}
    for function in panel.open_to("read").values():
        context.update(function(customer))
    return context
