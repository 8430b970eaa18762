"""The one line that a person types."""

from contacts.access import level, may
from contacts.web.forms import Form, text
from contacts.web.words import _

NEEDED = ("communications.channel", "communications.body")


class CaptureForm(Form):
    text = text(_("What happened"), 2000, True)


def capture_form(**options):
    """The form, or None for those who may not log: the bar is not drawn for them."""
    may_log = may("create", "communications") and may("read", "customers")
    return CaptureForm(**options) if may_log and all(level(name) == "edit" for name in NEEDED) else None
