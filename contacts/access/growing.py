"""Tables that grow while the application runs: whoever lets them grow says here how a process learns of it.

Every change of what they hold counts the version of every role on, so that each worker finds out on its next request,
when it reads the rights anew (`roles.rights_of`).
"""

LOADERS = []  # functions of a session that reads everything; each makes `Base.metadata` like the database
FORGET = []  # functions that forget what was made of the tables as they were


def grown(cached):
    """A cached function whose answer follows from the tables: asked anew when they have grown."""
    FORGET.append(cached.cache_clear)
    return cached


def forget():
    for function in FORGET:
        function()
