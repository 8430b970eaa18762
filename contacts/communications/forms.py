"""What a person types to log a conversation: one required field, everything else has a default."""

from datetime import timedelta

from flask_login import current_user
from wtforms import BooleanField, DateTimeLocalField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from contacts.communications.models import Channel, Direction
from contacts.db import choices_of, utcnow
from contacts.web.forms import Form, long_text, select, text, whole_number
from contacts.web.moments import zone_named
from contacts.web.words import _


class LogForm(Form):
    channel = RadioField(
        _("Kind of conversation"),
        choices=[SelectChoice(value=value, label=label) for value, label in choices_of(Channel)],
        default=Channel.CALL,
    )
    body = long_text(_("What happened"), 50000, True)
    subject = text(_("Subject"), 300)
    direction = select(_("Direction"), [("", "—"), *choices_of(Direction)])
    duration = whole_number(_("Minutes"), 0, 1440)
    happened_at = DateTimeLocalField(_("When"), format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], validators=[Optional()])
    is_private = BooleanField(_("Only for me"))

    def validate_happened_at(self, field):
        """Typed in the person's own time; kept in UTC. What has not happened yet is a task, not a conversation."""
        if field.data is None:
            return
        moment = field.data.replace(tzinfo=zone_named(current_user.time_zone))
        if moment > utcnow() + timedelta(days=1) or moment.year < 1900:
            raise ValidationError(_("Give a moment in the past."))
        self.moment = moment

    moment = None

    def fields_of(self):
        fields = super().fields_of()
        fields["happened_at"] = self.moment
        return {name: value for name, value in fields.items() if value is not None}
