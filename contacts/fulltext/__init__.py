"""The full-text index: kept by the database's own triggers, split so that finding something never tells a secret."""

from contacts.fulltext import index  # noqa: F401, it plugs its triggers in
from contacts.fulltext.commands import search_commands


def init_app(app):
    app.cli.add_command(search_commands)
