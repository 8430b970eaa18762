"""The filters of the list of customers as chips."""

from flask import request

from contacts.customers.finding import allowed_filters
from contacts.customers.listing import asked_filters
from contacts.db import side_by_side
from contacts.web.chips import chip


def ask_choices():
    """Asks for `{name: [(value, label)]}` of every filter that the role may use."""
    chosen = {name: request.args[name] for name in asked_filters()}
    return side_by_side({name: known.choices(chosen.get(name)) for name, known in allowed_filters().items()})


def chips(listing, choices):
    """Every filter that the role may use and that has something to choose from."""
    found = [
        chip(listing, name, known.label, choices[name], known.verb, known.input)
        for name, known in allowed_filters().items()
    ]
    return [one for one in found if one.says_something]


def misread():
    """`[(label, what was typed)]` of the filters that say nothing that can be asked."""
    asked = [(known, request.args.get(name)) for name, known in allowed_filters().items() if known.input]
    return [(f"{known.label} {known.verb}", value) for known, value in asked if value and not known.means(value)]
