"""Roles, the matrix of fields, and teams: who sees and does what, as administrators set it."""

from contacts.access.policy import KINDS
from contacts.roles import effective_routes, field_routes, routes, taking_back, team_routes, versions  # noqa: F401
from contacts.roles.catalogue import groups
from contacts.roles.sentences import KINDS as LABELS
from contacts.web.words import _


def init_app(app):
    for part in (routes, field_routes, team_routes, effective_routes):
        app.register_blueprint(part.bp)
    app.jinja_env.globals["fields_to_ask_about"] = fields_to_ask_about


def fields_to_ask_about():
    """`[(group, [(value, label)])]` for the page of a person: kinds of record, then every field."""
    kinds = [(kind, LABELS[kind][:1].upper() + LABELS[kind][1:]) for kind in KINDS]
    return [(_("Records"), kinds), *((group.label, [(one.name, one.label) for one in group]) for group in groups())]
