"""What an administrator types of roles and teams."""

from wtforms import BooleanField
from wtforms.validators import ValidationError

from contacts.access import Role, Team
from contacts.access.policy import ADMINISTRATOR
from contacts.roles.queries import list_roles, name_is_taken
from contacts.web.forms import Form, choices_from, record_select, text
from contacts.web.words import _


class NamedForm(Form):
    """`record` is what is renamed, or None."""

    idempotency_key = None  # a name is used once only

    def __init__(self, *arguments, obj=None, **options):
        super().__init__(*arguments, obj=obj, **options)
        self.record = obj


class RoleForm(NamedForm):
    """What is said of a role as a whole. The administrators' role keeps its name."""

    name = text(_("Name"), 60, True)
    requires_second_factor = BooleanField(_("Its people have to sign in with a second factor"))

    def __init__(self, *arguments, obj=None, **options):
        super().__init__(*arguments, obj=obj, **options)
        if obj is not None and obj.name == ADMINISTRATOR:
            del self.name

    def validate_name(self, field):
        if name_is_taken(Role, field.data, self.record and self.record.id):
            raise ValidationError(_("Another role has this name."))


class NewRoleForm(RoleForm):
    requires_second_factor = None  # it comes with what is copied
    copied_id = record_select(_("Start with the rights and fields of"))

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        roles = [(role.id, role.title) for role in list_roles()]
        self.copied_id.choices = choices_from([("", _("No role: it may nothing yet")), *roles])


class TeamForm(NamedForm):
    name = text(_("Name"), 100, True)

    def validate_name(self, field):
        if name_is_taken(Team, field.data, self.record and self.record.id):
            raise ValidationError(_("Another team has this name."))
