"""Keeping how somebody looks at a list, and saving it under a name."""

from sqlalchemy import select

from contacts.access import current_actor
from contacts.db import db
from contacts.history import begin
from contacts.views.models import ListSetting, RoleView, SavedView, Sharing
from contacts.views.queries import NO_COLUMNS


def remember(list_name, look):
    """Keep it for the person who acts."""
    columns = None if look.columns is None else ",".join(look.columns) or NO_COLUMNS
    db.session.merge(
        ListSetting(user_id=current_actor().id, list_name=list_name, columns=columns, density=look.density)
    )
    db.session.flush()


def add_view(list_name, query, fields):
    """A view of the acting person. Returns `(record, operation's id)`."""
    operation = begin("views.create", "Saved a view")
    view = SavedView(list_name=list_name, query=query, owner_id=current_actor().id, **fields)
    db.session.add(view)
    db.session.flush()
    return view, operation


def edit_view(view, fields, roles=None):
    """Its name and whom it is for; `roles`: the ids of those the list opens with it for. Returns the operation's id."""
    operation = begin("views.edit", "Edited a view", view)
    for name, value in fields.items():
        setattr(view, name, value)
    db.session.flush()
    if roles is not None:
        open_with(view, set(roles) if view.sharing == Sharing.EVERYONE else set())
    return operation


def open_with(view, roles):
    """The list opens with this view for these roles, and for no others."""
    for row in db.session.scalars(select(RoleView).where(RoleView.list_name == view.list_name)):
        if row.role_id in roles:
            row.view_id = view.id
        elif row.view_id == view.id:
            db.session.delete(row)
        roles = roles - {row.role_id}
    db.session.add_all(RoleView(role_id=id, list_name=view.list_name, view_id=view.id) for id in sorted(roles))
    db.session.flush()


def replace_query(view, query):
    """The view shows what the list shows now. Returns the operation's id."""
    operation = begin("views.edit", "Changed what a view shows", view)
    view.query = query
    db.session.flush()
    return operation


def delete_view(view):
    """Returns the operation's id."""
    operation = begin("views.delete", "Deleted a view", view)
    db.session.delete(view)
    db.session.flush()
    return operation
