"""What a person types of a purchase: its day and currency, where it goes, and its lines."""

from datetime import date

from flask import current_app
from wtforms import DateField
from wtforms.validators import InputRequired, ValidationError

from contacts.access import level
from contacts.customfields.fields import form_with_fields
from contacts.purchases.lines import MOST_LINES, LineForm, Lines, typed_line
from contacts.purchases.models import PurchaseStatus
from contacts.purchases.queries import addresses_of, offered_products, products_by_id, reference_taken
from contacts.purchases.sent_to import AS_IT_WAS, AddressField, usual
from contacts.web.forms import Form, Shown, choices_from, currencies, long_text, select, text
from contacts.web.reader import reader
from contacts.web.words import _, choices_of

SENT_TO = {"billing_address": "billing", "shipping_address": "shipping"}


class PurchaseForm(Form):
    purchased_on = DateField(
        _("Day"), validators=[InputRequired(_("Give the day of the purchase."))], default=date.today
    )
    reference = text(_("Reference"), 60)
    currency = select(
        _("Currency"),
        [(code, code) for code, _name in currencies()],
        default=lambda: current_app.config["CURRENCY"],
    )
    status = select(_("Status"), choices_of(PurchaseStatus), default=PurchaseStatus.COMPLETED)
    billing_address = AddressField(_("Billing address"))
    shipping_address = AddressField(_("Shipping address"))
    items = Lines(_("Lines"))
    notes = long_text(_("Notes"), 5000)

    def __init__(self, customer, purchase=None, formdata=None, **added):
        """`formdata` as it was posted, or nothing: then the form shows the purchase as it is. `added`: what it begins
        with in fields that people added.
        """
        self.purchase = purchase
        sent_to = [name for name in SENT_TO if level(f"purchases.{name}") == "edit"]
        addresses = addresses_of(customer) if sent_to else []
        there = {name: purchase and getattr(purchase, name) for name in sent_to}
        known = {name: AS_IT_WAS if there.get(name) else None for name in SENT_TO}
        if purchase is None:
            known = {name: usual(addresses, SENT_TO[name]) for name in sent_to}
        obj = Shown(purchase, {**known, **lines_of(purchase)}) if purchase and formdata is None else None
        super().__init__(formdata=formdata, obj=obj, **known, **added)
        for name in SENT_TO.keys() - there.keys():
            del self[name]
        for name, kept in there.items():
            self[name].offer(addresses, kept)
        self.offer_products()

    def offer_products(self):
        """Those still sold, and those that are on the purchase; and an empty line at the end."""
        there = [item.product_id for item in self.purchase.items] if self.purchase else []
        offered = offered_for(there)
        if not self.items[-1].form.is_empty and len(self.items) < MOST_LINES:
            self.items.append_entry()
        for entry in self.items:
            entry.form.product_id.choices = offered

    def validate_purchased_on(self, field):
        if field.data is not None and not 1900 < field.data.year < 2200:
            raise ValidationError(_("Give a year between 1901 and 2199."))

    def validate_reference(self, field):
        source = self.purchase.source if self.purchase else None
        if field.data and source and reference_taken(source, field.data, self.purchase.id):
            raise ValidationError(_("Another purchase of %(source)s has this reference.", source=source))

    def validate_items(self, field):
        """At least one line, and each with a price that its currency can have."""
        if not field.filled:
            raise ValidationError(_("Add at least one line."))
        if len(field.filled) > MOST_LINES:
            raise ValidationError(_("Use at most %(most)d lines.", most=MOST_LINES))
        self.products = products_by_id([line.product_id.data for line in field.filled if line.product_id.data])
        if not all([line.check(self.currency.data, self.products) for line in field.filled]):
            raise ValidationError(_("A line is not right."))

    def lines(self):
        """`[{id, product_id, description, quantity, unit_price, discount}]` of the lines that say something."""
        return [line.line(self.currency.data, self.products) for line in self.items.filled]

    def fields_of(self):
        """Without the lines; an address only when it was chosen now."""
        left_out = {"items", *SENT_TO}
        fields = {name: value for name, value in super().fields_of().items() if name not in left_out}
        chosen = [self[name] for name in SENT_TO if name in self and self[name].is_changed]
        return {**fields, **{field.name: field.written for field in chosen}}


def purchase_form(customer, purchase=None, formdata=None):
    """The form with the fields that people added to purchases."""
    made = form_with_fields(PurchaseForm, "purchases", purchase, shown=formdata is None)
    return made(customer, purchase, formdata)


def offered_for(there):
    return choices_from([("", _("Something else")), *offered_products(there)])


def blank_line(at):
    """One more line, named as the form names its lines."""
    line = LineForm(prefix=f"items-{at}")
    line.product_id.choices = offered_for([])
    return line


def lines_of(purchase):
    locale = reader().locale
    lines = [typed_line(item, purchase.currency, locale) for item in purchase.items]
    return {"items": lines, "version": str(purchase.version)}
