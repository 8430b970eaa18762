"""The signed-in person, as Flask-Login and the templates see them."""

import hashlib

from flask_login import UserMixin

from contacts.access import Actor, rights_of


def digest(token):
    """What the database keeps of a token: who reads the table cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


class Person(UserMixin):
    """One browser's person: `id`, `name`, `email`, `role` (its name), `locale`, `time_zone`, and the actor they are."""

    def __init__(self, token, row):
        self.token = token
        self.id, self.name, self.email, self.role = row.id, row.name, row.email, row.role
        self.locale, self.time_zone = row.locale, row.time_zone
        self.actor = Actor(row.id, row.team_id, rights_of(row.role_id, row.role_version))

    def get_id(self):
        """Flask-Login keeps the session's token, not the user's id: deleting the session signs the browser out."""
        return self.token
