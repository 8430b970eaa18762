"""What a person types to add a passkey."""

from flask_wtf import FlaskForm
from wtforms import HiddenField

from contacts.users.factors.forms import PasswordForm
from contacts.web.forms import text
from contacts.web.words import _


class NameForm(FlaskForm):
    name = text(_("Name of the device"), 60, True)
    answer = HiddenField()


class NewPasskeyForm(PasswordForm, NameForm):
    """The password once more: a passkey signs in for as long as it is there."""
