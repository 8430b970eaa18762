"""Where a purchase is billed and sent: an address of the customer, kept in the words of that day."""

from contacts.web.forms import choices_from
from contacts.web.selects import SelectField
from contacts.web.words import _

AS_IT_WAS = "kept"


class AddressField(SelectField):
    """One of the customer's addresses by its id, or the one that the purchase has."""

    def __init__(self, label=None, **options):
        super().__init__(label, coerce=choice_of, **options)

    def offer(self, addresses, there):
        """`there` is what the purchase has already, if anything."""
        kept = [(AS_IT_WAS, one_line(there))] if there else []
        self.addresses = {address.id: address for address in addresses}
        named = [(address.id, one_line("\n".join(address.lines))) for address in addresses]
        self.choices = choices_from([*kept, ("", _("None")), *named])

    @property
    def is_changed(self):
        return self.data != AS_IT_WAS

    @property
    def written(self):
        """What is kept of the chosen address: it stays when the address changes."""
        return "\n".join(self.addresses[self.data].lines) if self.data else None


def choice_of(value):
    return value if value == AS_IT_WAS else int(value) if value else None


def one_line(address):
    return ", ".join(address.splitlines())


def usual(addresses, kind):
    """The id of the default address of a kind, or None."""
    return next((address.id for address in addresses if address.kind == kind and address.is_default), None)
