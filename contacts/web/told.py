"""Sentences that are kept in English, such as those of the ledger, said again in the reader's language.

What is written down stays the same whoever reads it, and whoever wrote it; a part that differs each time stands in one
of these patterns.
"""

import re

from contacts.web.words import _

PATTERNS = (
    _("Logged a conversation (%(what)s)"),
    _("Deleted the role %(name)s"),
    _("Changed the role %(name)s"),
    _("Changed the fields of %(name)s"),
    _("Added the field %(name)s to %(what)s"),
    _("Changed the type of the field %(name)s"),
    _("Changed the field %(name)s"),
    _("Put the field %(name)s away"),
    _("Brought the field %(name)s back"),
    _("Undid: %(sentence)s"),
    _("Added %(number)s files"),
    _("Changed the owner of %(number)s customers"),
    _("Changed the owner of %(number)s customer"),
    _("Changed the status of %(number)s customers"),
    _("Changed the status of %(number)s customer"),
    _("Added an interest to %(number)s customers"),
    _("Added an interest to %(number)s customer"),
    _("Took an interest from %(number)s customers"),
    _("Took an interest from %(number)s customer"),
    _("Set a field of %(number)s customers"),
    _("Set a field of %(number)s customer"),
    _("Added a task for %(number)s customers"),
    _("Added a task for %(number)s customer"),
    _("Deleted %(number)s customers"),
    _("Deleted %(number)s customer"),
    _("with %(name)s"),
    _("%(number)s left"),
    _("%(number)s customers as CSV, %(what)s"),
    _("security log as CSV; %(what)s"),
    _("insight %(name)s as CSV; %(what)s"),
    _("forgotten; asked from %(address)s"),
)
PART = re.compile(r"%\\\((\w+)\\\)s|%\((\w+)\)s")


def read_as(pattern):
    """The pattern's English as an expression that finds its parts."""
    return re.compile(PART.sub(lambda found: f"(?P<{found[1] or found[2]}>.+)", re.escape(pattern)), re.DOTALL)


READ = [(pattern.english, read_as(pattern.english)) for pattern in PATTERNS]


def told(sentence):
    """ "Undid: Added a task" as the reader says it; what is not known stays as it is."""
    if not sentence:
        return sentence
    said = _(sentence)
    if said != sentence:
        return said
    found = ((pattern, expression.fullmatch(sentence)) for pattern, expression in READ)
    pattern, parts = next((pair for pair in found if pair[1]), (None, None))
    return _(pattern, **{name: told(part) for name, part in parts.groupdict().items()}) if pattern else sentence
