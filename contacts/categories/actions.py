"""Growing and pruning the tree of categories."""

from contacts.categories.queries import has_children, is_under, sibling_named
from contacts.db import db
from contacts.history import begin


class BadPlace(ValueError):
    """Why a category cannot stand there, in one sentence; `field` is the one to change."""

    def __init__(self, field, sentence):
        super().__init__(sentence)
        self.field = field


def save_category(category, fields):
    """Add or change one. Returns the operation's id. Raises BadPlace."""
    if sibling_named(fields["name"], fields["parent_id"], category.id):
        raise BadPlace("name", "There is a category of this name here already.")
    if category.id is not None and is_under(fields["parent_id"], category.id):
        raise BadPlace("parent_id", "A category cannot lie under itself.")
    verb = "create" if category.id is None else "edit"
    operation = begin(f"categories.{verb}", "Added a category" if verb == "create" else "Edited a category")
    for name, value in fields.items():
        setattr(category, name, value)
    db.session.add(category)
    db.session.flush()
    return operation


def delete_category(category):
    """Returns the operation's id. Raises BadPlace while there are categories under it."""
    if has_children(category):
        raise BadPlace("name", "There are categories under this one. Move or delete them first.")
    operation = begin("categories.delete", "Deleted a category")
    db.session.delete(category)
    db.session.flush()
    return operation
