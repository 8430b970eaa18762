"""The web face of the ledger: what was changed, by whom, and the way back."""

from contacts.journal.commands import undo_operation
from contacts.journal.routes import bp


def init_app(app):
    app.register_blueprint(bp)
    app.cli.add_command(undo_operation)
