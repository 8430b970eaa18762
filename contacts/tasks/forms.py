"""What a person types of a task."""

from contacts.web.forms import Form, record_select, text
from contacts.web.moment_field import MomentField
from contacts.web.words import _


class TaskForm(Form):
    title = text(_("What to do"), 300, True)
    due_at = MomentField(_("By when"))
    assignee_id = record_select(_("Who"))
