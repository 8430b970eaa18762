"""What a person types of a category or a product."""

from flask import current_app
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from contacts.categories.queries import category_choices, name_taken, sku_taken
from contacts.customfields.fields import form_with_fields
from contacts.web.colors import COLORS
from contacts.web.formats import plain_amount
from contacts.web.forms import Form, MoneyField, Shown, choices_from, currencies, long_text, record_select, select, text
from contacts.web.reader import reader
from contacts.web.words import _


class CategoryForm(Form):
    name = text(_("Name"), 100, True)
    parent_id = record_select(_("Under"))
    description = long_text(_("Description"), 500)
    color = SelectField(_("Colour"), coerce=int, choices=choices_from(enumerate(COLORS)), default=0)

    def __init__(self, *args, id=None, **options):
        super().__init__(*args, **options)
        self.own_id = id
        self.parent_id.choices = choices_from([("", "—"), *category_choices()])

    def validate_name(self, field):
        if name_taken(field.data, self.parent_id.data, self.own_id):
            raise ValidationError(_("There is a category of this name in the same place."))


def product_form(product=None, **options):
    """The form with the fields that people added to products."""
    shown = options.get("formdata") is None
    return form_with_fields(ProductForm, "products", product, shown)(product=product, **options)


class ProductForm(Form):
    name = text(_("Name"), 200, True)
    sku = text(_("Code (SKU)"), 60, True)
    price = MoneyField(_("Price"))
    currency = select(_("Currency"), [(code, code) for code, _name in currencies()])
    category_ids = SelectMultipleField(_("Categories"), coerce=int)
    description = long_text(_("Description"), 5000)
    active = BooleanField(_("Still sold"), default=True)

    def __init__(self, *args, product=None, links=(), **options):
        known = {"currency": current_app.config["CURRENCY"]}
        if product is not None:
            known = {
                "price": plain_amount(product.price, product.currency, reader().locale),
                "version": str(product.version),
            }
            known["category_ids"] = [link.category_id for link in links]
        shown = {"obj": Shown(product, known)} if product else known
        super().__init__(*args, **{**shown, **options})
        self.own_id = product.id if product else None
        self.category_ids.choices = choices_from(category_choices())

    def validate_sku(self, field):
        if sku_taken(field.data, self.own_id):
            raise ValidationError(_("Another product has this code."))

    def validate_price(self, field):
        self.amount = field.minor_units(self.currency.data or current_app.config["CURRENCY"])
        if self.amount < 0:
            raise ValidationError(_("Give a price of 0 or more."))

    def fields_of(self):
        return {**super().fields_of(), "price": self.amount}
