"""What fields that can be masked are called, where a page speaks of them by themselves."""

from contacts.customfields.known import label_at
from contacts.web.words import _, named

MASKABLE = {
    "emails.value": _("Email"),
    "phones.value": _("Phone"),
    "customers.birth_date": _("Date of birth"),
    "customers.tax_id": _("Tax number"),
    "customers.bank_account": _("Bank account"),
    "customers.credit_limit": _("Credit limit"),
}


def field_name(field):
    """ "Date of birth" of `customers.birth_date`; what is not known is called by its column."""
    return MASKABLE.get(field) or label_at(field) or named(field.partition(".")[2])
