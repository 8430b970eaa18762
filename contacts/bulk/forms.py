"""What a deed for many customers asks of the person."""

from flask_login import current_user
from wtforms.validators import ValidationError

from contacts.access import may
from contacts.bulk.choosing import OWNER
from contacts.categories.queries import category_choices
from contacts.customers.models import Status
from contacts.users.queries import people
from contacts.web.forms import Form, choices_from, record_select, select, text
from contacts.web.moment_field import MomentField
from contacts.web.words import _, choices_of


class OwnerForm(Form):
    owner_id = record_select(_("Owner"))

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.owner_id.choices = choices_from([("", _("Nobody")), *people()])


class StatusForm(Form):
    status = select(_("Status"), choices_of(Status))


class InterestForm(Form):
    category_id = record_select(_("Interest"))

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.category_id.choices = choices_from([("", _("Choose an interest")), *category_choices()])

    def validate_category_id(self, field):
        if field.data is None:
            raise ValidationError(_("Choose an interest."))


class TaskForm(Form):
    """Whoever may only add tasks of their own is not asked whose it is."""

    title = text(_("What to do"), 300, True)
    due_at = MomentField(_("By when"))
    assignee = select(_("Who"), [])

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        offered = [(current_user.id, _("Me"))]
        if may("create", "tasks") == "all":
            others = [(id, name) for id, name in people() if id != current_user.id]
            offered = [(OWNER, _("The owner of each customer")), *offered, *others]
        self.assignee.choices = choices_from([(str(value), label) for value, label in offered])
