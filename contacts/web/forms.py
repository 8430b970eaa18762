"""What people type: one base for every form, and the fields and rules that all rooms share."""

import uuid
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel import Locale
from flask_wtf import FlaskForm
from wtforms import DecimalField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from contacts.access import level
from contacts.access.guard import LARGEST_KEY
from contacts.db import Money
from contacts.web.formats import plain_amount, to_minor_units
from contacts.web.names import fold_for_sorting
from contacts.web.reader import reader
from contacts.web.rules import OwnSentences, clean, not_blank, rules
from contacts.web.selects import SelectField
from contacts.web.words import _


class Form(FlaskForm):
    """A form that carries the version of what it edits, and a key that makes a repeated create harmless."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form):
            return OwnSentences()

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


class Shown:
    """A record as a form shows it: some of its values written differently."""

    def __init__(self, record, known):
        self.record, self.known = record, known

    def __getattr__(self, name):
        return self.known[name] if name in self.known else getattr(self.record, name)


def editable(form, table, **columns):
    """The form class without the fields of `table` that the acting role may not edit: not shown, checked or filled.

    `columns` names the column of a field that is called otherwise, or lies in another table ("emails.value").
    """
    names = [name for name in dir(form) if hasattr(getattr(form, name), "field_class")]
    places = {name: columns.get(name, name) for name in names if name not in ("version", "idempotency_key")}
    gone = [name for name, place in places.items() if level(place if "." in place else f"{table}.{place}") != "edit"]
    return type(form.__name__, (form,), dict.fromkeys(gone))


def text(label, limit, required=False, *more, **options):
    """One line of text."""
    validators = [*rules(limit, required), *([not_blank] if required else []), *more]
    return StringField(label, validators=validators, filters=[clean], **options)


def long_text(label, limit, required=False, **options):
    return TextAreaField(
        label, validators=[*rules(limit, required), *([not_blank] if required else [])], filters=[clean], **options
    )


def choices_from(pairs):
    """What a select offers, of `[(value, label)]`."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]


def select(label, choices, **options):
    """A choice; an empty value is None. `choices` are pairs, or a function that gives them for each request."""
    offered = (lambda: choices_from(choices())) if callable(choices) else choices_from(choices)
    return SelectField(label, choices=offered, coerce=lambda value: value or None, validate_choice=True, **options)


def record_select(label, **options):
    """A choice of a record by its id, filled with `choices` by the view; empty is None."""
    return SelectField(label, coerce=key_of, **options)


def key_of(value):
    key = int(value) if value else None
    if key is not None and not 0 <= key <= LARGEST_KEY:
        raise ValueError
    return key


def whole_number(label, least, most, **options):
    sentence = _("Give a whole number from %(least)d to %(most)d.", least=least, most=most)
    return IntegerField(label, validators=[Optional(), NumberRange(least, most, sentence)], **options)


class ExactField(DecimalField):
    """A decimal with at most so many `decimals`, `least` to `most`."""

    def __init__(self, label=None, validators=None, least=Decimal(0), most=Decimal(10) ** 9, decimals=4, **options):
        super().__init__(label, validators, places=None, **options)
        self.least, self.most, self.decimals = least, most, decimals

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
            or exponent < -self.decimals
            or not self.least <= self.data <= self.most
        ):
            self.data = None
            raise ValueError(
                _(
                    "Give a number from %(least)s to %(most)s with at most %(decimals)d decimals.",
                    decimals=self.decimals,
                    least=f"{self.least:f}",
                    most=f"{self.most:,}",
                )
            )


class MoneyField(StringField):
    """An amount as people type it; `data` stays text, `minor_units(currency)` reads it."""

    def process_data(self, value):
        is_money = isinstance(value, Money)
        super().process_data(plain_amount(*value, reader().locale) if is_money else value)

    def minor_units(self, currency):
        """Whole minor units of `currency`. Raises ValidationError with a sentence."""
        try:
            return to_minor_units(self.data or "0", currency, reader().locale)
        except ValueError as error:
            raise ValidationError(str(error)) from None


@lru_cache(64)
def countries(locale="en"):
    """`[(code, name)]` of every country, by name."""
    names = Locale.parse(locale, sep="-").territories
    real = {
        code: name
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")
    }
    return sorted(real.items(), key=lambda pair: fold_for_sorting(pair[1]))


@lru_cache(8)
def currencies(locale="en"):
    """`[(code, name)]` of every currency of ISO 4217, by code."""
    return sorted(Locale.parse(locale).currencies.items())
