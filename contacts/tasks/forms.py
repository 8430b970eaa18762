"""What a person types of a task."""

from datetime import UTC

from flask_login import current_user
from wtforms import DateTimeLocalField
from wtforms.validators import Optional, ValidationError

from contacts.web.forms import Form, record_select, text
from contacts.web.moments import zone_named
from contacts.web.words import _


class TaskForm(Form):
    title = text(_("What to do"), 300, True)
    due_at = DateTimeLocalField(_("By when"), format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], validators=[Optional()])
    assignee_id = record_select(_("Who"))

    def validate_due_at(self, field):
        if field.data is not None and not 1990 < field.data.year < 2200:
            raise ValidationError(_("Give a year between 1991 and 2199."))

    def fields_of(self):
        """Typed in the person's own time, kept in UTC."""
        fields = super().fields_of()
        if fields["due_at"] is not None:
            fields["due_at"] = fields["due_at"].replace(tzinfo=zone_named(current_user.time_zone)).astimezone(UTC)
        return fields
