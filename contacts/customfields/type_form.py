"""What an administrator says to change a field's type: to which one, and that the loss is known."""

from functools import cached_property

from flask import current_app
from wtforms import HiddenField

from contacts.customfields.converting import preview, targets_of
from contacts.customfields.known import field_of
from contacts.customfields.queries import MOST, column_there, columns_of
from contacts.customfields.words import Type
from contacts.web.forms import Form, choices_from, currencies, select
from contacts.web.words import _


class TypeForm(Form):
    """`lost` is how many values the person was told would not convert."""

    idempotency_key = None
    type = select(_("Becomes"), [])
    currency = select(_("Currency, where it becomes money"), [(code, code) for code, _name in currencies()])
    lost = HiddenField()

    def __init__(self, row, **options):
        super().__init__(data={"currency": current_app.config["CURRENCY"]}, **options)
        self.row = row
        self.type.choices = choices_from(targets_of(row.type))

    @cached_property
    def preview(self):
        """What the change that is asked for would do; None while none is."""
        if self.type.data not in dict(targets_of(self.row.type)) or column_there(self.row) is None:
            return None
        currency = self.currency.data if self.currency.data in dict(currencies()) else current_app.config["CURRENCY"]
        return preview(self.row, field_of(self.row), Type(self.type.data), currency)

    def validate(self, **options):
        super().validate(**options)
        if self.errors:
            return False
        if problem := self.problem():
            self.refuse("type", problem)
        return not self.errors

    def problem(self):
        """Why it is not done, or not yet."""
        if self.preview is None:
            return _("The column of this field is missing. Run flask custom-fields sync first.")
        if len(columns_of(self.row.record)) >= MOST:
            return _("These records have as many fields as they can have.")
        if not self.preview.problem and self.lost.data != str(len(self.preview.lost)):
            return _("Other values are there now. See below what would not convert, and confirm it.")
        return self.preview.problem
