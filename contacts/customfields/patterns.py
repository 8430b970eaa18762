"""Regular expressions that administrators ask for: only such as are answered at once, whatever is typed."""

import re
from re import _constants as parts
from re import _parser as parser

from contacts.web.words import _

LOOPS = (parts.MAX_REPEAT, parts.MIN_REPEAT, parts.POSSESSIVE_REPEAT)


def readable(pattern):
    """The pattern, or ValueError with a sentence. What repeats a repetition can take longer than anybody waits."""
    try:
        tree = parser.parse(pattern)
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        raise ValueError(_("This is not a pattern (a regular expression). An example is [A-Z]{2}-[0-9]{4}.")) from None
    if is_slow(tree):
        raise ValueError(
            _("In this pattern something that repeats holds repetitions or alternatives. Make it simpler.")
        )
    return pattern


def is_slow(tree, inside=False):
    for code, value in tree:
        loops = code in LOOPS and value[1] > 1
        if inside and (code in LOOPS or code is parts.BRANCH):
            return True
        if code in (parts.GROUPREF, parts.ASSERT, parts.ASSERT_NOT, parts.GROUPREF_EXISTS):
            return True
        if any(is_slow(one, inside or loops) for one in trees_in(value)):
            return True
    return False


def trees_in(value):
    """The patterns within a part of one."""
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from trees_in(one)
