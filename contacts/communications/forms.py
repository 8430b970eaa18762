"""What a person types of a conversation."""

from datetime import timedelta

from wtforms import BooleanField, RadioField
from wtforms.validators import ValidationError

from contacts.communications.models import Channel, Direction
from contacts.communications.words import CHANNELS, OUTCOMES
from contacts.db import utcnow
from contacts.web.forms import Form, choices_from, long_text, select, text, whole_number
from contacts.web.moment_field import MomentField
from contacts.web.words import _, choices_of

DIRECTED = {Channel.EMAIL, Channel.CALL, Channel.TICKET, Channel.CHAT, Channel.SMS, Channel.LETTER}


class EntryForm(Form):
    """A conversation. What does not fit its channel is not shown (`data-for`), not checked and not kept."""

    FITS = {"direction": DIRECTED, "outcome": {Channel.CALL}, "duration": {Channel.CALL, Channel.MEETING}}

    channel = RadioField(_("Kind of conversation"), choices=choices_from(CHANNELS.items()), default=Channel.CALL)
    body = long_text(_("What happened"), 50000)
    subject = text(_("Subject"), 300)
    direction = select(_("Direction"), [("", _("Direction")), *choices_of(Direction)])
    outcome = select(_("Outcome"), [("", _("Outcome")), *OUTCOMES.items()])
    duration = whole_number(_("Minutes"), 0, 1440)
    happened_at = MomentField(_("When"), required=True)
    is_private = BooleanField(_("Only for me"))

    def fits(self, name):
        return "channel" not in self or self.channel.data in self.FITS.get(name, CHANNELS)

    def validate(self, **options):
        for field in self:
            if field.name in self.FITS and not self.fits(field.name):
                leave_out(field)
        if not super().validate(**options):
            return False
        if "body" in self and not (self.body.data or self.data.get("subject")):
            self.refuse("body", _("Fill this in."))
        return not self.errors

    def validate_happened_at(self, field):
        """What has not happened yet is a task, not a conversation."""
        if field.data and field.data > utcnow() + timedelta(days=1):
            raise ValidationError(_("Give a moment in the past."))

    def fields_of(self):
        return {name: value if self.fits(name) else None for name, value in super().fields_of().items()}

    def beside(self, prefix):
        """Ids of its own, for a second form on the page; what is sent keeps its names."""
        for field in self:
            field.id = field.label.field_id = f"{prefix}-{field.name}"
        return self

    def offer(self, entry):
        """Offer what is there already, too: an import brings other outcomes. A ticket's messages stay in it."""
        if "outcome" in self and entry.outcome and entry.outcome not in OUTCOMES:
            self.outcome.choices = [*self.outcome.choices, *choices_from([(entry.outcome, entry.outcome)])]
        if "channel" in self and entry.channel != Channel.TICKET:
            self.channel.choices = [choice for choice in self.channel.choices if choice.value != Channel.TICKET]
        return self


def leave_out(field):
    """Whatever was sent for this field, it says nothing."""
    field.process(None)
    field.raw_data = None
