"""What an administrator types of a field: only what its type can have."""

import re

from flask import current_app
from wtforms import BooleanField, IntegerField
from wtforms.validators import NumberRange, Optional

from contacts.customfields import queries
from contacts.customfields.columns import LIMITS
from contacts.customfields.known import Field
from contacts.customfields.options import read_options, spelled_options
from contacts.customfields.patterns import readable
from contacts.customfields.reading import limits, read
from contacts.customfields.words import CHOICES, LETTERS, MEASURED, OFFERED, RECORDS, TARGETS, TYPES, Type
from contacts.web.forms import Form, currencies, long_text, select, text
from contacts.web.names import fold_for_sorting
from contacts.web.words import _

KEY = re.compile(r"[a-z][a-z0-9_]{0,38}")
# What a field of each type can be asked for, beside what all can.
FITS = {
    "options": CHOICES,
    "pattern": {Type.TEXT},
    "minimum": MEASURED,
    "maximum": MEASURED,
    "currency": {Type.MONEY},
    "target": {Type.RECORD},
    "is_unique": LETTERS - {Type.LONG} | {Type.NUMBER},
    "filterable": set(Type),
    "searchable": LETTERS,
    "default_text": set(Type) - {Type.RECORD, Type.PERSON, Type.MOMENT},
}
NOT_SEALED = ("is_unique", "filterable", "searchable")  # what is sealed is neither compared nor found


class KindForm(Form):
    """The first step: of which records, and what kind of value."""

    record = select(_("Records"), [(kind, RECORDS[kind]) for kind in OFFERED], default="customers")
    type = select(_("What kind of value"), TYPES.items(), default=Type.TEXT)


class FieldForm(Form):
    idempotency_key = None  # a key of the field's own makes a repeated create harmless
    label = text(_("Label"), 60, True)
    key = text(_("Key"), 39, description=_("What files call it. Made of the label when empty; never changes."))
    help = text(_("Help"), 200, description=_("One sentence below the field in forms."))
    section = text(_("Section"), 60, description=_("The heading that it stands under in forms."))
    options = long_text(
        _("Allowed values"), 8000, description=_("One a line, such as “Gold” or “Gold = Amber” for a colour.")
    )
    currency = select(_("Currency"), [(code, code) for code, _name in currencies()])
    target = select(_("Leads to"), [(kind, RECORDS[kind]) for kind in TARGETS])
    minimum = text(_("At least"), 40)
    maximum = text(_("At most"), 40)
    pattern = text(
        _("Pattern"), 200, description=_("A regular expression for the whole text, such as [A-Z]{2}-[0-9]{4}.")
    )
    default_text = text(_("Default"), 500, description=_("What a new record begins with."))
    position = IntegerField(
        _("Place"), validators=[Optional(), NumberRange(0, 100_000, _("Give a whole number from 0 to 100000."))]
    )
    required = BooleanField(_("Required"))
    is_unique = BooleanField(_("No two records may have the same"))
    filterable = BooleanField(_("Filter and sort lists by it"))
    searchable = BooleanField(_("Find records by it in search"))
    sensitive = BooleanField(_("Sensitive: sealed at rest, and hidden from every role but administrators at first"))

    def __init__(self, record, type, row=None, **options):
        """`row` is the field that is edited; a new one has its `record` and `type`."""
        shown = {"options": spelled_options(row.options)} if row else {"currency": current_app.config["CURRENCY"]}
        super().__init__(obj=row, data=None, **({} if row else shown), **options)
        if row and not self.is_submitted():
            self.options.data = shown["options"]
        self.record, self.type, self.row = record, Type(type), row
        for name, types in FITS.items():
            if self.type not in types or (row and row.sensitive and name in NOT_SEALED):
                del self[name]
        for name in ("key", "sensitive", "currency", "target") if row else ():
            if name in self:
                del self[name]

    def validate(self, **options):
        """The fields one by one, then what they say together; also of what was left empty."""
        super().validate(**options)
        for name in (
            "label",
            "key",
            "options",
            "pattern",
            "minimum",
            "maximum",
            "sensitive",
            "is_unique",
            "default_text",
        ):
            if name in self and not self[name].errors:
                try:
                    getattr(self, f"check_{name}")(self[name])
                except ValueError as problem:
                    self.refuse(name, str(problem))
        return not self.errors

    def check_label(self, field):
        if queries.label_taken(self.record, field.data, self.row and self.row.id):
            raise ValueError(_("There is a field of this name already."))

    def check_key(self, field):
        field.data = field.data or key_from(self.label.data or "", self.record)
        if not KEY.fullmatch(field.data):
            raise ValueError(_("Use small letters, digits and _, beginning with a letter."))
        if queries.key_taken(self.record, field.data):
            raise ValueError(_("This key is or was taken. Choose another one."))

    def check_options(self, field):
        self.allowed = read_options(field.data or "", self.row.options if self.row else [])

    def check_pattern(self, field):
        if field.data:
            readable(field.data)

    def check_minimum(self, field):
        self.least = self.limit(field)

    def check_maximum(self, field):
        most, least = self.limit(field), getattr(self, "least", None)
        if least is not None and most is not None and least > most:
            raise ValueError(_("“At least” is more than “at most”."))

    def limit(self, field):
        """The least or the most as a value; of text a number of characters."""
        if not field.data or self.type not in (Type.TEXT, Type.LONG):
            return limits(self.draft(minimum=field.data, maximum=None, pattern=None))[0]
        if not field.data.isascii() or not field.data.isdecimal() or int(field.data) > LIMITS[self.type]:
            raise ValueError(_("Give a whole number of characters, up to %(most)d.", most=LIMITS[self.type]))
        return int(field.data)

    def check_sensitive(self, field):
        if field.data and any(self[name].data for name in NOT_SEALED if name in self):
            raise ValueError(_("What is sealed cannot be compared, sorted or searched. Leave those out."))

    def check_default_text(self, field):
        if field.data and not self.errors:
            read(self.draft(default=None), field.data)

    def check_is_unique(self, field):
        if field.data and self.row and not self.row.is_unique and queries.has_twins(self.row):
            raise ValueError(_("Some records have the same value already."))

    def draft(self, **other):
        """The field as it would be, to read values with."""
        known = dict.fromkeys(Field.__dataclass_fields__)
        typed = {name: self[name].data for name in ("pattern", "minimum", "maximum", "currency") if name in self}
        if self.row and "currency" not in typed:
            typed["currency"] = self.row.currency
        options = tuple(getattr(self, "allowed", ()))
        return Field(**{**known, "type": self.type, "options": options, **typed, **other})

    def fields_of(self):
        fields = super().fields_of()
        if "options" in fields:
            fields["options"] = self.allowed
        if fields.get("position") is None:
            fields["position"] = self.row.position if self.row else queries.next_position(self.record)
        return fields


def key_from(label, record):
    """ "Shoe size (EU)" is "shoe_size_eu"; one of signs that no key can have is "field"."""
    plain = re.sub("[^a-z0-9]+", "_", fold_for_sorting(label)).strip("_")[:36]
    key = plain if KEY.fullmatch(plain) else f"field_{plain}".rstrip("_")[:36]
    numbers = (f"{key}_{number}" for number in range(2, 100))
    return key if not queries.key_taken(record, key) else next(n for n in numbers if not queries.key_taken(record, n))
