"""The signed-in person, as Flask-Login and the templates see them."""

import hashlib
from dataclasses import replace

from flask_login import UserMixin

from contacts.access import Actor, covers, rights_of


def digest(token):
    """What the database keeps of a token: who reads the table cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def may_view_as(own, other):
    """Whoever manages people looks through the eyes of a role; never of one that sees more than their own."""
    return own.scope("edit", "users") is not None and covers(own, other)


class Person(UserMixin):
    """One browser's person: `id`, `name`, `email`, `role` (its name), `locale`, `time_zone` (or None) and `actor`.

    `viewing` is the name of the role they view as, or None; `own` is the actor they are without that.
    `owes_second_factor`: their role requires one, and they have to set it up before anything else.
    """

    def __init__(self, token, row):
        self.token = token
        self.id, self.name, self.email, self.role = row.id, row.name, row.email, row.role
        self.locale, self.time_zone = row.locale, row.time_zone
        self.owes_second_factor = row.owes_second_factor
        self.own = self.actor = Actor(row.id, row.team_id, rights_of(row.role_id, row.role_version))
        self.viewing = None
        if row.viewed_id is not None:
            self.view_as(rights_of(row.viewed_id, row.viewed_version))

    def view_as(self, rights):
        """See with the eyes of a role, as somebody who is in it and owns what this person owns."""
        if may_view_as(self.own.rights, rights):
            self.actor = replace(self.own, rights=rights, only_looks=True)
            self.role = self.viewing = rights.role

    def get_id(self):
        """Flask-Login keeps the session's token, not the user's id: deleting the session signs the browser out."""
        return self.token
