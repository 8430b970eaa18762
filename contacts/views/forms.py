"""What people type of a view."""

from wtforms import RadioField, SelectMultipleField

from contacts.views.models import Sharing
from contacts.web.forms import Form, choices_from, text
from contacts.web.words import _

SHARINGS = [
    (Sharing.PRIVATE, _("Only me")),
    (Sharing.TEAM, _("My team")),
    (Sharing.EVERYONE, _("Everyone")),
]


class ViewForm(Form):
    name = text(_("Name"), 80, True)
    sharing = RadioField(_("Who finds it"), choices=choices_from(SHARINGS), default=Sharing.PRIVATE)


class RolesViewForm(ViewForm):
    """The same for those who decide what a role starts with."""

    roles = SelectMultipleField(
        _("The list opens with it for"),
        coerce=int,
        description=_("Only a view that everyone finds. What they search or filter themselves goes before it."),
    )
