"""What a person types to sign in, to choose a password, and about the people who sign in."""

from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from contacts.users.languages import LANGUAGES
from contacts.users.passwords import weakness
from contacts.users.queries import email_is_taken, role_choices, team_choices
from contacts.web.forms import Form, choices_from, record_select, select, text
from contacts.web.reader import SHIPPED
from contacts.web.rules import at_most, plain
from contacts.web.standards import time_zones
from contacts.web.words import _


def own_email():
    return StringField(_("Email"), validators=[InputRequired(_("Give your email address.")), at_most(254), plain])


class SignInForm(FlaskForm):
    email = own_email()
    password = PasswordField(_("Password"), validators=[InputRequired(_("Give your password.")), at_most(1000)])
    keep = BooleanField(_("Keep me signed in on this device"))


class ForgottenForm(FlaskForm):
    email = own_email()


class NewPasswordForm(FlaskForm):
    """`person` (name, email) says what the password must not be."""

    password = PasswordField(_("New password"), validators=[InputRequired(_("Choose a password."))])

    def __init__(self, person, **options):
        super().__init__(**options)
        self.person = person

    def validate_password(self, field):
        if reason := weakness(field.data, self.person.email, self.person.name):
            raise ValidationError(reason)

    def refuse(self, name, sentence):
        """Put a sentence at a field, found out only while saving. Returns the form."""
        self[name].errors = [*self[name].errors, sentence]
        return self


class ChangePasswordForm(NewPasswordForm):
    present = PasswordField(_("Present password"), validators=[InputRequired(_("Give your present password."))])


class ProfileForm(Form):
    idempotency_key = None  # saving twice changes nothing
    name = text(_("Name"), 200, True)
    locale = select(_("Language and formats"), [])
    time_zone = select(_("Time zone"), [])

    def __init__(self, **options):
        super().__init__(**options)
        self.locale.choices = [SelectChoice("", _("As the browser asks")), *map(offer, LANGUAGES)]
        zones = [(name, name.replace("_", " ")) for name in ("UTC", *time_zones())]
        own = _("As set up here: %(zone)s", zone=current_app.config["TIME_ZONE"])
        self.time_zone.choices = choices_from([("", own), *zones])


def offer(language):
    """An option: whether the words are there in that language too, or only its dates and numbers."""
    tag, name = language
    is_ours = tag.split("-")[0] in SHIPPED
    return SelectChoice(tag, name, {}, _("Words too") if is_ours else _("Dates and numbers only"))


def normal_email(typed):
    """The address in lower case. Raises ValidationError with a sentence."""
    try:
        return validate_email(typed, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        raise ValidationError(_("Give an address such as ada@example.com.")) from None


class PersonForm(Form):
    name = text(_("Name"), 200, True)
    email = text(_("Email"), 254, True)
    role_id = record_select(_("Role"))
    team_id = record_select(_("Team"))

    def __init__(self, *arguments, obj=None, **options):
        super().__init__(*arguments, obj=obj, **options)
        self.person = obj
        self.role_id.choices = choices_from([("", _("Choose a role")), *role_choices()])
        self.team_id.choices = choices_from([("", _("No team")), *team_choices()])

    def validate_email(self, field):
        field.data = normal_email(field.data)
        if email_is_taken(field.data, self.person and self.person.id):
            raise ValidationError(_("Somebody has this address already."))

    def validate_role_id(self, field):
        if field.data is None:
            raise ValidationError(_("Choose a role."))


class InviteForm(PersonForm):
    idempotency_key = None  # the address can be used once only
