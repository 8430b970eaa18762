"""What a person types to look behind a mask."""

from contacts.web.forms import Form, text
from contacts.web.words import _


class RevealForm(Form):
    reason = text(_("Why do you need it?"), 200, True)
