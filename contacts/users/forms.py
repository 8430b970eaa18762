"""What a person types to sign in."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from contacts.web.words import _


class SignInForm(FlaskForm):
    email = StringField(_("Email"), validators=[InputRequired(_("Give your email address.")), Length(max=254)])
    password = PasswordField(_("Password"), validators=[InputRequired(_("Give your password.")), Length(max=1000)])
    keep = BooleanField(_("Keep me signed in on this device"))
