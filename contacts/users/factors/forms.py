"""What a person types to prove a second factor, or who they are."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from contacts.web.words import _


class CodeForm(FlaskForm):
    code = StringField(_("Code"), validators=[InputRequired(_("Type the code.")), Length(max=100)])

    def refuse(self, name, sentence):
        """Put a sentence at a field, found out only while saving. Returns the form."""
        self[name].errors = [*self[name].errors, sentence]
        return self


class PasswordForm(FlaskForm):
    """A password asked for again, before something that matters."""

    present = PasswordField(_("Your password"), validators=[InputRequired(_("Give your password.")), Length(max=1000)])

    refuse = CodeForm.refuse


class ProofForm(PasswordForm, CodeForm):
    """Password and code: whoever has one of them alone gets no further."""
