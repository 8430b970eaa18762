"""What a person types of a purchase: its day and currency, and up to fifty lines."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from flask import current_app
from wtforms import DateField, FieldList, FormField, StringField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from contacts.db import choices_of
from contacts.purchases.models import PurchaseStatus
from contacts.web.forms import (
    ExactField,
    Form,
    MoneyField,
    clean,
    currencies,
    long_text,
    plain,
    record_select,
    select,
    text,
)
from contacts.web.words import _

SPARE = 3
MOST_PRICE, MOST_AMOUNT = 10**12, 10**13  # minor units


class ItemForm(PlainForm):
    """One line: a product, or free words. A line with neither is left out."""

    product_id = record_select(_("Product"))
    description = StringField(_("Description"), validators=[Optional(), plain, Length(max=300)], filters=[clean])
    quantity = ExactField(_("Quantity"), least=Decimal("0.0001"), default=Decimal(1))
    unit_price = MoneyField(_("Price of one"))
    discount = ExactField(_("Discount, %"), least=Decimal(0), most=Decimal(100))

    @property
    def is_empty(self):
        return not (self.product_id.data or self.description.data)


class PurchaseForm(Form):
    reference = text(_("Reference"), 60)
    purchased_on = DateField(
        _("Day"), validators=[InputRequired(_("Give the day of the purchase."))], default=date.today
    )
    status = select(_("Status"), choices_of(PurchaseStatus), default=PurchaseStatus.COMPLETED)
    currency = select(_("Currency"), [(code, code) for code, _name in currencies()])
    notes = long_text(_("Notes"), 5000)
    items = FieldList(FormField(ItemForm), min_entries=SPARE, max_entries=50)

    def validate_purchased_on(self, field):
        if field.data is not None and not 1900 < field.data.year < 2200:
            raise ValidationError(_("Give a year between 1901 and 2199."))

    def validate_items(self, field):
        """At least one line, and each with a price that its currency can have."""
        if all(entry.form.is_empty for entry in field):
            raise ValidationError(_("Add at least one line."))
        for entry in field:
            self.validate_item(entry.form)

    def validate_item(self, item):
        if item.is_empty:
            return
        if item.quantity.data is None and not item.quantity.errors:
            item.quantity.errors = [_("Say how many.")]
        if item.quantity.errors or item.discount.errors:
            raise ValidationError(_("A line is not right."))
        if wrong := self.wrong_price(item):
            item.unit_price.errors = [wrong]
            raise ValidationError(_("A line is not right."))

    def wrong_price(self, item):
        """Why the price of this line does not do, or None. Both engines can keep what is below these limits."""
        try:
            price = item.unit_price.minor_units(self.currency.data or current_app.config["CURRENCY"])
        except ValidationError as error:
            return str(error)
        if price < 0:
            return _("Give a price that is not negative.")
        if price >= MOST_PRICE or price * item.quantity.data >= MOST_AMOUNT:
            return _("This line comes to more than can be kept.")
        return None

    def lines(self):
        """`[{product_id, description, quantity, unit_price, discount}]` of the lines that say something."""
        return [self.line(entry.form) for entry in self.items if not entry.form.is_empty]

    def line(self, item):
        return {
            "product_id": item.product_id.data,
            "description": item.description.data,
            "quantity": item.quantity.data,
            "unit_price": Decimal(item.unit_price.minor_units(self.currency.data)) if item.unit_price.data else None,
            "discount": int(((item.discount.data or Decimal(0)) * 100).to_integral_value(ROUND_HALF_UP)),
        }
