"""The composer: a new conversation in one sentence, and what it promises. Everything else has a default."""

from datetime import datetime, time, timedelta

from flask import abort
from wtforms import DateField
from wtforms.validators import Optional, ValidationError

from contacts.communications.forms import DIRECTED, EntryForm, leave_out
from contacts.communications.models import Channel, Direction
from contacts.communications.words import OUTCOMES, PRIORITIES
from contacts.db import utcnow
from contacts.web.forms import long_text, select, text
from contacts.web.moment_field import MomentField, own_zone
from contacts.web.words import _, choices_of

A_DAY = "day"
FOLLOW_UPS = (
    ("", _("No follow-up")),
    ("1", _("Tomorrow")),
    ("3", _("In 3 days")),
    ("7", _("In a week")),
    (A_DAY, _("On a day")),
)
PROMISE = ("follow_up", "follow_up_title", "follow_up_on")
DETAILS = {"when": ("happened_at",), "follow_up": ("follow_up_title", "follow_up_on")}
COLUMNS = {
    "when": "happened_at",
    "priority": "tickets.priority",
    "status": "tickets.status",
    **dict.fromkeys(PROMISE, "body"),
}


class LogForm(EntryForm):
    """`own` are the fields that are no part of the conversation itself. A ticket is opened by the customer, for all."""

    FITS = {
        **EntryForm.FITS,
        "direction": DIRECTED - {Channel.TICKET},
        "priority": {Channel.TICKET},
        "is_private": set(Channel) - {Channel.TICKET},
    }
    own = ("when", "priority", *PROMISE)

    body = long_text(_("What happened"), 50000, True)
    direction = select(_("Direction"), choices_of(Direction), default=Direction.OUTGOING)
    outcome = select(_("Outcome"), OUTCOMES.items(), default="reached")
    priority = select(
        _("Priority"), [(key, _("%(name)s priority", name=name)) for key, name in PRIORITIES.items()], default="normal"
    )
    when = select(_("When"), [("", _("Just now")), ("then", _("Another time"))])
    happened_at = MomentField(_("When it was"))
    follow_up = select(_("Follow up"), FOLLOW_UPS)
    follow_up_title = text(_("What to do"), 300)
    follow_up_on = DateField(
        _("Day of the follow-up"),
        validators=[Optional()],
        invalid_value_message=_("Give a day, for example 2026-05-04."),
    )

    @property
    def opens_a_ticket(self):
        return "subject" in self and self.channel.data == Channel.TICKET

    @property
    def details(self):
        """`[(field, the channels it fits)]` of the row of small controls."""
        names = ("direction", "outcome", "priority", "duration")
        return [(name, self.FITS[name]) for name in names if name in self]

    @property
    def is_complete(self):
        """Whether this role may write what every conversation has."""
        return "body" in self and "channel" in self

    def validate(self, **options):
        if not self.is_complete:
            abort(403)
        for choice, names in DETAILS.items():
            if choice in self and self[choice].raw_data == [""]:  # it was there, and nothing was chosen
                for name in names:
                    leave_out(self[name])
        valid = super().validate(**options)
        if self.opens_a_ticket and not self.subject.data:
            self.refuse("subject", _("Say in a few words what it is about."))
        if (
            "follow_up" in self
            and self.follow_up.data == A_DAY
            and not (self.follow_up_on.data or self.follow_up_on.errors)
        ):
            self.refuse("follow_up_on", _("Give a day."))
        return valid and not self.errors

    def validate_follow_up_on(self, field):
        if field.data and not today() <= field.data <= today() + timedelta(days=3660):
            raise ValidationError(_("Give today or a later day."))

    def fields_of(self):
        fields = super().fields_of()
        return {name: value for name, value in fields.items() if value is not None and name not in self.own}

    def promise(self):
        """(title, due) of the task to follow up with, or None. A day without a time is the whole day."""
        if "follow_up" not in self or not any(self[name].data for name in PROMISE):
            return None
        days = self.follow_up.data
        day = today() + timedelta(days=int(days)) if days and days != A_DAY else self.follow_up_on.data
        return self.follow_up_title.data or self.usual_title(), day and datetime.combine(day, time.min, own_zone())

    def usual_title(self):
        """The conversation's first words; of a private one nothing, for a task is not private."""
        said = self.data
        what = said.get("subject") or said["body"].partition("\n")[0]
        return _("Follow up") if said.get("is_private") else f"{_('Follow up')}: {what}"[:100]

    def without_promise(self):
        """For those who may not add tasks."""
        for name in self.data.keys() & PROMISE:
            del self[name]
        return self


def today():
    return utcnow().astimezone(own_zone()).date()
