"""The ledger: what was changed, when and by whom, written by the database itself; and the way back."""

from contacts.history import operations
from contacts.history.commands import history_commands, ledger_commands
from contacts.history.key_commands import key_commands
from contacts.history.operations import begin, running, seal
from contacts.history.triggers import MORE, drop_sqlite, sync
from contacts.history.undo import RULES, CannotUndo, undo

__all__ = ["MORE", "RULES", "CannotUndo", "begin", "drop_sqlite", "running", "seal", "sync", "undo"]


def init_app(app):
    operations.listen()
    app.cli.add_command(ledger_commands)
    app.cli.add_command(history_commands)
    app.cli.add_command(key_commands)
