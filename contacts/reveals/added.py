"""Looking behind the mask of a field that people added to customers, or to what hangs on them."""

from flask import abort

from contacts.access import level, mask, may
from contacts.customfields.known import fields_of
from contacts.customfields.showing import text_of
from contacts.customfields.values import plain_texts
from contacts.customfields.words import Type
from contacts.customfields.writing import from_sealed
from contacts.db import Base
from contacts.reveals.rows import is_of
from contacts.web.filters import day, for_reader, money
from contacts.web.moments import moment_in_full
from contacts.web.words import _

RECORDS = ("customers", "addresses", "purchases", "communications")


class MaskedAdded:
    """One such field, as the routes ask about it; a record's values lie in a row of the record's own number."""

    def __init__(self, record, field):
        self.record, self.field = record, field

    def value_of(self, customer, row_id):
        """The plain text that is sealed in one of the customer's records; else 404."""
        model = next(one.class_ for one in Base.registry.mappers if one.local_table.name == self.record)
        found = plain_texts(self.record, row_id, [self.field]) if is_of(customer, model, row_id) else ()
        return next((text for _field, text in found), None) or abort(404)

    def readable(self, text):
        """As the record shows it to who reads it."""
        value = from_sealed(self.field, text)
        if self.field.type is Type.MONEY:
            return money(value, self.field.currency)
        if self.field.type is Type.YES_NO:
            return _("Yes") if value else _("No")
        if self.field.type is Type.MOMENT:
            return for_reader(moment_in_full)(value)
        return day(value) if self.field.type is Type.DATE else str(text_of(self.field, value) or text)

    def mask_of(self, text):
        return mask(self.field.values.info["mask"], text)


def masked_added(place):
    """The field that people added at this place, if the role sees it masked; else None."""
    open_records = [record for record in RECORDS if may("read", record) and level(place) == "masked"]
    fields = ((record, field) for record in open_records for field in fields_of(record))
    return next((MaskedAdded(record, field) for record, field in fields if field.place == place), None)
