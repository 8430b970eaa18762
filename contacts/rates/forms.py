"""What an administrator types of a rate."""

from decimal import Decimal

from flask import current_app
from wtforms import DateField
from wtforms.validators import InputRequired, ValidationError

from contacts.rates.queries import is_said
from contacts.web.forms import ExactField, Form, currencies, select
from contacts.web.words import _

SMALLEST, LARGEST = Decimal("0.00000001"), Decimal(10) ** 9


class RateForm(Form):
    """The base is the workspace's currency, or what it was when the rate was written."""

    idempotency_key = None  # there is one rate for a day only
    currency = select(_("Currency"), [(code, f"{code} – {name}") for code, name in currencies()])
    per_unit = ExactField(_("Rate"), [InputRequired(_("Fill this in."))], least=SMALLEST, most=LARGEST, decimals=8)
    valid_from = DateField(_("From"), [InputRequired(_("Fill this in."))])

    def __init__(self, *arguments, obj=None, **options):
        super().__init__(*arguments, obj=obj, **options)
        self.record, self.base = obj, obj.base if obj else current_app.config["CURRENCY"]
        self.per_unit.label.text = _("What one %(base)s is worth in it", base=self.base)

    def validate_currency(self, field):
        if field.data == self.base:
            raise ValidationError(_("This is the currency that others are compared with. Choose another one."))

    def validate_valid_from(self, field):
        if not self.currency.errors and is_said(
            self.base, self.currency.data, field.data, self.record and self.record.id
        ):
            raise ValidationError(_("There is a rate of this currency from this day on. Edit that one."))

    def fields_of(self):
        return {**super().fields_of(), "base": self.base}
