"""The filters of the list as chips: what each is set to, what it can be set to, and how to take it away."""

from typing import NamedTuple

from flask import request

from contacts.customers.finding import allowed_filters
from contacts.customers.listing import asked_filters
from contacts.db import side_by_side


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


def ask_choices():
    """Asks for `{name: [(value, label)]}` of every filter that the role may use."""
    chosen = {name: request.args[name] for name in asked_filters()}
    return side_by_side({name: known.choices(chosen.get(name)) for name, known in allowed_filters().items()})


def chips(listing, choices):
    """Every filter that the role may use and that has something to choose from."""
    found = [chip_of(listing, name, known, choices[name]) for name, known in allowed_filters().items()]
    return [chip for chip in found if chip.choices or chip.value or chip.input]


def chip_of(listing, name, known, choices):
    chosen = listing.filters.get(name)
    offered = [(str(value), label) for value, label in choices]
    choices = [(label, listing.url(**{name: value}), value == chosen) for value, label in offered]
    value = dict(offered).get(chosen, chosen)
    typed = known.verb, known.input, request.args.get(name, "")
    return Chip(name, known.label, value, listing.url(**{name: ""}), choices, *typed)


def misread():
    """`[(label, what was typed)]` of the filters that say nothing that can be asked."""
    asked = [(known, request.args.get(name)) for name, known in allowed_filters().items() if known.input]
    return [(f"{known.label} {known.verb}", value) for known, value in asked if value and not known.means(value)]
