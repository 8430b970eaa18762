"""What each page looks for in the address, heard from the application itself, and what is asked of it there."""

import re

from tests.filled import ledgered
from tests.proof.words import value_of

FREE = ("q", "company_name")  # names whose words are looked for in what is written
# Words that mean something to a filter: a row, a state.
CHOICES = ("1", "lead")
ORDERED_BY = re.compile(r"sort=(-?\w+)")


class Questions:
    """`names`: `{endpoint: {name}}`; `orders`: `{endpoint: {order}}` of what each list offers somebody."""

    def __init__(self, heard, answers):
        self.names, self.orders = heard, {}
        for answer in answers:
            found = ORDERED_BY.findall(answer.raw.decode("latin-1"))
            self.orders.setdefault(answer.asked[1], set()).update(found)

    def choices(self, endpoint):
        """Orders that somebody is offered, what filters know, and the beginning of every planted word."""
        for name in sorted(self.names.get(endpoint, ())):
            orders = sorted(self.orders.get(endpoint, ()))
            for word in ("canary",) if name in FREE else orders if name == "sort" else CHOICES:
                yield name, word

    def hidden_from(self, member):
        """A function that gives the (name, word) for a view: exact values, and names of fields, that are hidden."""
        hidden = [c for table in ledgered() for c in table.columns if member.secret_flavours(c)]
        exact = sorted({value_of(c) for c in hidden if c.info.get("sensitive") or c.name in ("value", "e164")})
        fields = sorted({c.name for c in hidden if c.info.get("sensitive")})
        return lambda endpoint: list(self.either(endpoint, exact, fields))

    def either(self, endpoint, words, fields):
        for name in sorted(self.names.get(endpoint, ())):
            if name in (*FREE, "sort"):
                yield from ((name, word) for word in (words if name in FREE else fields))
