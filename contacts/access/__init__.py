"""The one place that decides who sees and does what."""

from contacts.access import guard, listener
from contacts.access.actor import NOBODY, SYSTEM, Actor, act, acting_as, current_actor, level, may, permitted, sees
from contacts.access.commands import access_commands
from contacts.access.door import elevate, unrestricted
from contacts.access.guard import PUBLIC, SIGNED_IN, fetch, needs, public, reachable, signed_in
from contacts.access.masks import mask, masked_values
from contacts.access.models import FieldRule, Level, Role, Team
from contacts.access.rights import EVERYTHING, Rights
from contacts.access.roles import all_rights, rights_of, seed_roles
from contacts.access.sealing import Sealed, sealed_column

__all__ = [
    "EVERYTHING",
    "NOBODY",
    "PUBLIC",
    "SIGNED_IN",
    "SYSTEM",
    "Actor",
    "FieldRule",
    "Level",
    "Rights",
    "Role",
    "Sealed",
    "Team",
    "act",
    "acting_as",
    "all_rights",
    "current_actor",
    "elevate",
    "fetch",
    "level",
    "mask",
    "masked_values",
    "may",
    "needs",
    "permitted",
    "public",
    "reachable",
    "rights_of",
    "sealed_column",
    "seed_roles",
    "sees",
    "signed_in",
    "unrestricted",
]


def init_app(app):
    listener.listen()
    app.before_request(guard.check_request)
    app.jinja_env.globals.update(can=may, level=level, sees=sees, reachable=reachable)
    app.cli.add_command(access_commands)
