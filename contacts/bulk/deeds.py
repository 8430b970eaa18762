"""What can be done for many customers at once, and who may."""

from typing import NamedTuple

from sqlalchemy import true

from contacts.bulk import actions
from contacts.bulk.added import field_deeds
from contacts.bulk.deed import Deed
from contacts.bulk.forms import InterestForm, OwnerForm, StatusForm, TaskForm
from contacts.customers.models import Customer
from contacts.interests.models import Interest
from contacts.tasks.models import Task
from contacts.web.forms import Form
from contacts.web.words import _

KINDS_OF_INTEREST = ("customer_categories.customer_id", "customer_categories.category_id")
DEEDS = {
    deed.name: deed
    for deed in (
        Deed(
            "add-interest",
            _("Add interest"),
            "tag",
            ("create", Interest),
            (*KINDS_OF_INTEREST, "customer_categories.origin"),
            InterestForm,
            actions.without_interest,
            actions.add_interest,
        ),
        Deed(
            "remove-interest",
            _("Remove interest"),
            "x",
            ("delete", Interest),
            KINDS_OF_INTEREST,
            InterestForm,
            actions.with_interest,
            actions.remove_interest,
        ),
        Deed(
            "owner",
            _("Change owner"),
            "users",
            ("edit", Customer),
            ("customers.owner_id",),
            OwnerForm,
            actions.owned_otherwise,
            actions.set_values,
        ),
        Deed(
            "status",
            _("Set status"),
            "pencil",
            ("edit", Customer),
            ("customers.status",),
            StatusForm,
            actions.of_other_status,
            actions.set_values,
        ),
        Deed(
            "task",
            _("Add task"),
            "square-check-big",
            ("create", Task),
            ("tasks.customer_id", "tasks.title", "tasks.due_at", "tasks.assignee_id"),
            TaskForm,
            lambda **_fields: true(),
            actions.add_task,
        ),
        Deed(
            "delete",
            _("Delete"),
            "trash-2",
            ("delete", Customer),
            (),
            Form,
            lambda **_fields: true(),
            actions.delete,
            "ghost bad",
        ),
    )
}


CHOOSE = "field"  # the name of the deed whose field is still to be chosen


class Offer(NamedTuple):
    """A button of the bar."""

    name: str
    label: str
    icon: str
    kind: str


def offered():
    """The deeds that the acting role may do to some customers; those for one field each behind one button."""
    found = [Offer(deed.name, deed.label, deed.icon, deed.kind) for deed in DEEDS.values() if deed.allowed]
    choose = Offer(CHOOSE, _("Set a field"), "pencil", "ghost")
    return [*found[:-1], choose, *found[-1:]] if field_deeds() else found


def deed_named(name):
    """The deed, or None; of a field that the role does not edit as of one that does not exist."""
    return DEEDS.get(name) or field_deeds().get(name)
