"""What can be done for many customers at once, and who may."""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import true

from contacts.access import level, may
from contacts.bulk import actions
from contacts.bulk.choosing import customers_for
from contacts.bulk.forms import InterestForm, OwnerForm, StatusForm, TaskForm
from contacts.customers.models import Customer
from contacts.interests.models import Interest
from contacts.tasks.models import Task
from contacts.web.forms import Form
from contacts.web.words import _


class Deed(NamedTuple):
    """`needs` is (verb, model), `fields` what has to be open to editing; `changes(**fields)` says which customers it
    changes, `write(ids, **fields)` gives the statement that does it."""

    name: str
    label: str
    icon: str
    needs: tuple
    fields: tuple
    form: type
    changes: Callable
    write: Callable
    kind: str = "ghost"

    @property
    def allowed(self):
        verb, model = self.needs
        return bool(may(verb, model.__kind__)) and all(level(field) == "edit" for field in self.fields)

    @property
    def reach(self):
        """The condition of the customers for whom the acting role may do it."""
        return true() if self.needs[1] is Task else customers_for(*self.needs)


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


def offered():
    """The deeds that the acting role may do to some customers."""
    return [deed for deed in DEEDS.values() if deed.allowed]
