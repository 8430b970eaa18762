"""Filters of a list as chips: what each is set to, what it can be set to, and how to take it away."""

from typing import NamedTuple

from flask import request


class Chip(NamedTuple):
    """One filter; `value` is what it is set to in words, or None. `choices`: `[(label, address, is it chosen)]`.

    With an `input` it is typed: `typed` is what was.
    """

    name: str
    label: str
    value: str | None
    without: str
    choices: list
    verb: str
    input: str
    typed: str

    @property
    def says_something(self):
        return bool(self.choices or self.value or self.input)


def chip(listing, name, label, choices, verb, input=""):
    """Of the filter `name`, which can be set to `choices`: `[(value, label)]`."""
    chosen, offered = listing.filters.get(name), [(str(value), words) for value, words in choices]
    ways = [(words, listing.url(**{name: value}), value == chosen) for value, words in offered]
    value, without = dict(offered).get(chosen, chosen), listing.url(**{name: ""})
    return Chip(name, label, value, without, ways, verb, input, request.args.get(name, ""))
