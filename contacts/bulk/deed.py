"""What a deed for many customers is."""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import true

from contacts.access import level, may
from contacts.bulk.choosing import customers_for
from contacts.tasks.models import Task


class Deed(NamedTuple):
    """`needs` is (verb, model), `fields` what has to be open to editing; `changes(**fields)` says which customers it
    changes, `write(ids, **fields)` gives the statement that does it, or several."""

    name: str
    label: str
    icon: str
    needs: tuple
    fields: tuple
    form: type
    changes: Callable
    write: Callable
    kind: str = "ghost"
    operation: str = ""  # what the ledger calls it, where that is not its name

    @property
    def known_as(self):
        return self.operation or self.name

    @property
    def allowed(self):
        verb, model = self.needs
        return bool(may(verb, model.__kind__)) and all(level(field) == "edit" for field in self.fields)

    @property
    def reach(self):
        """The condition of the customers for whom the acting role may do it."""
        return true() if self.needs[1] is Task else customers_for(*self.needs)
