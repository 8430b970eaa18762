"""What people type: one base for every form, and the fields and rules that all rooms share."""

import unicodedata
import uuid
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel import Locale
from flask import current_app
from flask_wtf import FlaskForm
from wtforms import DecimalField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, StopValidation, ValidationError

from contacts.access import level
from contacts.web.formats import to_minor_units
from contacts.web.words import _

DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Form(FlaskForm):
    """A form that carries the version of what it edits, and a key that makes a repeated create harmless."""

    version = HiddenField()
    idempotency_key = HiddenField(default=lambda: uuid.uuid4().hex)

    def fields_of(self):
        """`{name: value}` of what the person typed, without the form's own fields."""
        own = {"version", "idempotency_key", "csrf_token"}
        return {name: value for name, value in self.data.items() if name not in own}

    def refuse(self, name, sentence):
        """Put a sentence at a field, found out only while saving. Returns the form."""
        self[name].errors = [*self[name].errors, sentence]
        return self


def editable(form, table, **columns):
    """The form class without the fields of `table` that the acting role may not edit: not shown, checked or filled.

    `columns` names the column of a field that is called otherwise.
    """
    names = [name for name in dir(form) if hasattr(getattr(form, name), "field_class")]
    own = {"version", "idempotency_key"}
    gone = [n for n in names if n not in own and level(f"{table}.{columns.get(n, n)}") != "edit"]
    return type(form.__name__, (form,), dict.fromkeys(gone))


def clean(value):
    """Composed (NFC), without spaces around; nothing is None."""
    return (unicodedata.normalize("NFC", value).strip() or None) if value else None


def plain(_form, field):
    """Refuse what cannot be stored or would lie about the order of signs."""
    for sign in field.data or "":
        if sign in DIRECTIONS:
            raise StopValidation(
                _("This has an invisible sign (U+%(code)04X) that turns the text around. Remove it.", code=ord(sign))
            )
        if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t":
            raise StopValidation(_("This has a sign (U+%(code)04X) that cannot be kept. Remove it.", code=ord(sign)))


def rules(limit, required):
    sentence = _("Use at most %(max)d characters.") % {"max": limit} if limit else None
    first = [InputRequired(_("Fill this in."))] if required else [Optional()]
    return [*first, plain, *([Length(max=limit, message=sentence)] if limit else [])]


def text(label, limit, required=False, *more, **options):
    """One line of text."""
    validators = [*rules(limit, required), *([not_blank] if required else []), *more]
    return StringField(label, validators=validators, filters=[clean], **options)


def long_text(label, limit, required=False, **options):
    return TextAreaField(
        label, validators=[*rules(limit, required), *([not_blank] if required else [])], filters=[clean], **options
    )


def not_blank(_form, field):
    if not field.data:
        raise StopValidation(_("Fill this in."))


def choices_from(pairs):
    """What a select offers, of `[(value, label)]`."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]


def select(label, choices, **options):
    """A choice; an empty value is None."""
    return SelectField(
        label, choices=choices_from(choices), coerce=lambda value: value or None, validate_choice=True, **options
    )


def record_select(label, **options):
    """A choice of a record by its id, filled with `choices` by the view; empty is None."""
    return SelectField(label, coerce=lambda value: int(value) if value else None, **options)


def whole_number(label, least, most, **options):
    sentence = _("Give a whole number from %(least)d to %(most)d.") % {"least": least, "most": most}
    return IntegerField(label, validators=[Optional(), NumberRange(least, most, sentence)], **options)


class ExactField(DecimalField):
    """A decimal with at most four places, `least` to `most`."""

    def __init__(self, label=None, validators=None, least=Decimal(0), most=Decimal(10) ** 9, **options):
        super().__init__(label, validators, places=None, **options)
        self.least, self.most = least, most

    def process_formdata(self, values):
        if not values or not values[0].strip():
            self.data = None
            return
        try:
            self.data = Decimal(values[0].strip().replace(",", "."))
        except InvalidOperation:
            self.data = None
            raise ValueError(_("Give a number, for example 2.5.")) from None
        exponent = self.data.as_tuple().exponent
        if (
            not self.data.is_finite()
            or not isinstance(exponent, int)
            or exponent < -4
            or not self.least <= self.data <= self.most
        ):
            raise ValueError(
                _(
                    "Give a number from %(least)s to %(most)s with at most four decimals.",
                    least=self.least,
                    most=f"{self.most:,}",
                )
            )


class MoneyField(StringField):
    """An amount as people type it; `data` stays text, `minor_units(currency)` reads it."""

    def minor_units(self, currency):
        """Whole minor units of `currency`. Raises ValidationError with a sentence."""
        try:
            return to_minor_units(self.data or "0", currency, current_app.config["LOCALE"])
        except ValueError as error:
            raise ValidationError(str(error)) from None


@lru_cache(8)
def countries(locale="en"):
    """`[(code, name)]` of every country, by name."""
    names = Locale.parse(locale).territories
    real = {
        code: name
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")
    }
    return sorted(real.items(), key=lambda pair: pair[1])


@lru_cache(8)
def currencies(locale="en"):
    """`[(code, name)]` of every currency of ISO 4217, by code."""
    return sorted(Locale.parse(locale).currencies.items())
