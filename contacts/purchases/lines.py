"""The lines of a purchase as a person types them: a product, or free words; how many; what one costs."""

from decimal import Decimal

from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, StringField
from wtforms.validators import Optional

from contacts.purchases.amounts import MOST_AMOUNT, read_price, written_price
from contacts.web.conflicts import sent
from contacts.web.forms import ExactField, record_select
from contacts.web.reader import reader
from contacts.web.rules import OwnSentences, at_most, clean, plain
from contacts.web.words import _

SPARE = 3
MOST_LINES = 200


class LineForm(Form):
    """One line, left out without a product and words, or when it is to go. `id` is the line it was, if it was one."""

    class Meta:
        def get_translations(self, _form):
            return OwnSentences()

    id = HiddenField()
    product_id = record_select(_("Product"))
    description = StringField(_("Description"), validators=[Optional(), at_most(300), plain], filters=[clean])
    quantity = ExactField(_("Quantity"), least=Decimal("0.0001"), default=Decimal(1))
    unit_price = StringField(_("Price of one"), validators=[Optional(), at_most(40), plain], filters=[clean])
    discount = ExactField(_("Discount, %"), least=Decimal(0), most=Decimal(100))
    gone = BooleanField(_("Remove line"))

    @property
    def is_empty(self):
        return self.gone.data or not (self.product_id.data or self.description.data)

    def check(self, currency, products):
        """Whether this line can be kept; what is wrong is said at its fields."""
        fields = self.quantity, self.unit_price, self.discount
        if self.quantity.data is None and not self.quantity.errors:
            self.quantity.errors = [_("Say how many.")]
        if self.discount.data and self.discount.data * 100 % 1:
            self.discount.errors = [_("Use at most two decimals.")]
        if not any(field.errors for field in fields) and (wrong := self.wrong_price(currency, products)):
            self.unit_price.errors = [wrong]
        return not any(field.errors for field in fields)

    def wrong_price(self, currency, products):
        """Why the price of this line does not do, or None."""
        product = products.get(self.product_id.data)
        if not self.unit_price.data and product is None:
            return _("Give the price of one, or 0.")
        if not self.unit_price.data and product.currency != currency:
            theirs = {"theirs": product.currency, "ours": currency}
            return _("This product is priced in %(theirs)s. Give its price in %(ours)s.") % theirs
        try:
            price = self.price(currency, products)
        except ValueError as error:
            return str(error)
        return _("This line comes to more than can be kept.") if price * self.quantity.data >= MOST_AMOUNT else None

    def price(self, currency, products):
        """What one costs: as typed, else as the product."""
        if self.unit_price.data:
            return read_price(self.unit_price.data, currency, reader().locale)
        return Decimal(products[self.product_id.data].price)

    def line(self, currency, products):
        """What is kept of a checked line: one without words takes its product's name."""
        return {
            "id": int(self.id.data) if (self.id.data or "").isdecimal() and len(self.id.data) < 19 else None,
            "product_id": self.product_id.data,
            "description": self.description.data or products[self.product_id.data].name,
            "quantity": self.quantity.data,
            "unit_price": self.price(currency, products),
            "discount": int((self.discount.data or 0) * 100),
        }

    def in_words(self):
        """ "3 × Chairs at 19.99, less 12.5 %" """
        labels = {value: label for value, label, *_more in self.product_id.iter_choices()}
        product = labels.get(str(self.product_id.data)) if self.product_id.data else None
        what = " · ".join(dict.fromkeys(filter(None, (product, self.description.data))))
        words = f"{self.quantity._value()} × {what} {_('at')} {self.unit_price.data or '?'}"
        return f"{words}, {_('less')} {self.discount._value()} %" if self.discount.data else words


class Lines(FieldList):
    """The lines of a purchase, with empty ones to fill in at the end: they serve where there is no JavaScript."""

    def __init__(self, label, **options):
        super().__init__(FormField(LineForm), label, min_entries=SPARE, max_entries=MOST_LINES + 1, **options)

    def _extract_indices(self, prefix, formdata):
        """Only names that our own forms could send: `items-7-quantity`."""
        for key in formdata:
            at = key[len(prefix) + 1 :].partition("-")[0]
            if key.startswith(f"{prefix}-") and at.isascii() and at.isdecimal() and len(at) < 6:
                yield int(at)

    @property
    def filled(self):
        return [entry.form for entry in self if not entry.form.is_empty]

    def sent(self):
        """For a conflict: the filled lines, numbered anew."""
        filled = [(at, field) for at, form in enumerate(self.filled) for field in form]
        return [(f"{self.name}-{at}-{field.short_name}", value) for at, field in filled for _name, value in sent(field)]

    def in_words(self):
        return "\n".join(form.in_words() for form in self.filled)


def typed_line(item, currency, locale):
    """A kept line as a person would type it."""
    return {
        "id": str(item.id),
        "product_id": item.product_id,
        "description": item.description,
        "quantity": plain_number(item.quantity),
        "unit_price": written_price(item.unit_price, currency, locale),
        "discount": plain_number(Decimal(item.discount) / 100) if item.discount else None,
    }


def plain_number(value):
    """`Decimal("3.0000")` is `Decimal("3")`."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
