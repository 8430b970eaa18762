"""What stands on every page beside what the page is about. Rooms add to it; pages that ask at once ask for it, too."""

# function(), which asks (see db.together) and keeps what it found for the rest of the request
FURNITURE = {}


def furniture():
    """`{name: asker}`"""
    return {name: function() for name, function in FURNITURE.items()}
