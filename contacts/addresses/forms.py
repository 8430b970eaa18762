"""What a person types of an address."""

from wtforms import BooleanField

from contacts.addresses.models import AddressKind
from contacts.customfields.fields import form_with_fields
from contacts.web.forms import Form, countries, editable, select, text
from contacts.web.reader import reader
from contacts.web.words import _, choices_of


class AddressForm(Form):
    kind = select(_("Kind"), choices_of(AddressKind))
    recipient = text(_("Recipient"), 200)
    line1 = text(_("Street"), 200, True)
    line2 = text(_("Building, floor"), 200)
    postal_code = text(_("Postal code"), 20)
    city = text(_("City"), 120, True)
    region = text(_("Region"), 120)
    country = select(_("Country"), lambda: countries(reader().locale))
    is_default = BooleanField(_("Use this one by default"))


def address_form(record=None, **options):
    """The form without what this role may not edit, of a new address or of this `record`."""
    record = options.get("obj") or record
    return form_with_fields(editable(AddressForm, "addresses"), "addresses", record, "obj" in options)(**options)
