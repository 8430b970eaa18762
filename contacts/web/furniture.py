"""What stands on every page beside what the page is about. Rooms add to it; pages that ask at once ask for it, too."""

from flask import g

from contacts.db import answer, side_by_side

# function(), which asks (see db.together) and keeps what it found for the rest of the request, as `g.<name>`
FURNITURE = {}


def furniture():
    """`{name: asker}` of what this request has not asked yet."""
    return {name: function() for name, function in FURNITURE.items() if name not in g}


def furnish(name):
    """See that `g.<name>` is there: all that is missing is asked for in one statement."""
    if name not in g:
        answer(side_by_side(furniture()))
