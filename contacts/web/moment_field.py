"""A field for a moment: typed and shown in the person's own time, kept in UTC."""

from datetime import UTC

from wtforms import DateTimeLocalField
from wtforms.validators import Optional, StopValidation

from contacts.web.reader import reader
from contacts.web.words import _

SENTENCE = _("Give a day and a time, for example 2026-05-04 16:30.")
TYPED = "%Y-%m-%dT%H:%M"


def own_zone():
    return reader().zone


def given(_form, field):
    if field.data is None:
        raise StopValidation(None if field.errors else SENTENCE)


class MomentField(DateTimeLocalField):
    """`data` is an aware moment in UTC, or None. What was shown and comes back untouched keeps its seconds."""

    def __init__(self, label=None, required=False, least=1901, most=2199, **options):
        options.update(format=[TYPED, f"{TYPED}:%S"], tz=own_zone, invalid_value_message=SENTENCE)
        super().__init__(label, validators=[given if required else Optional()], **options)
        self.least, self.most = least, most

    def process_formdata(self, values):
        shown = self.data
        super().process_formdata(values)
        if not values or self.data is None:
            return
        if not self.least <= self.data.year <= self.most:
            self.data = None
            raise ValueError(_("Give a year between %(least)d and %(most)d.", least=self.least, most=self.most))
        if self.data.astimezone(UTC).astimezone(own_zone()).replace(tzinfo=None) != self.data.replace(tzinfo=None):
            self.data = None
            raise ValueError(_("The clocks went forward over this time. Give one before or after it."))
        untouched = shown and values[0] == shown.astimezone(own_zone()).strftime(TYPED)
        self.data = shown if untouched else self.data.astimezone(UTC)
