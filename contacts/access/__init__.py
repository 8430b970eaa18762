"""The one place that decides who sees and does what."""

from contacts.access import guard, listener
from contacts.access.actor import (
    NOBODY,
    SYSTEM,
    Actor,
    act,
    acting_as,
    current_actor,
    level,
    may,
    only_looks,
    permitted,
    permitted_columns,
    sees,
)
from contacts.access.commands import access_commands
from contacts.access.door import elevate, unrestricted
from contacts.access.events import SecurityEvent, record_event, record_event_now
from contacts.access.guard import (
    PUBLIC,
    READING,
    SIGNED_IN,
    ends_viewing,
    fetch,
    needs,
    public,
    reach,
    reachable,
    reaching,
    signed_in,
)
from contacts.access.masks import mask, masked_row, masked_values, revealed_value
from contacts.access.models import FieldRule, Level, Role, Team
from contacts.access.modes import check_guard
from contacts.access.proofs import check_keys, forget_key
from contacts.access.reach import mine, scopes_of
from contacts.access.rights import EVERYTHING, Rights, covers
from contacts.access.roles import all_rights, rights_of, seed_roles
from contacts.access.sealing import Sealed, sealed_column

__all__ = [
    "EVERYTHING",
    "NOBODY",
    "PUBLIC",
    "READING",
    "SIGNED_IN",
    "SYSTEM",
    "Actor",
    "FieldRule",
    "Level",
    "Rights",
    "Role",
    "Sealed",
    "SecurityEvent",
    "Team",
    "act",
    "acting_as",
    "all_rights",
    "check_guard",
    "check_keys",
    "covers",
    "current_actor",
    "elevate",
    "ends_viewing",
    "fetch",
    "forget_key",
    "level",
    "mask",
    "masked_row",
    "masked_values",
    "may",
    "mine",
    "needs",
    "only_looks",
    "permitted",
    "permitted_columns",
    "public",
    "reach",
    "reachable",
    "reaching",
    "record_event",
    "record_event_now",
    "revealed_value",
    "rights_of",
    "scopes_of",
    "sealed_column",
    "seed_roles",
    "sees",
    "signed_in",
    "unrestricted",
]


def init_app(app):
    listener.listen()
    app.before_request(guard.check_request)
    app.jinja_env.globals.update(can=may, level=level, sees=sees, reachable=reachable, only_looks=only_looks)
    app.cli.add_command(access_commands)
