"""Files that hang on a customer, or on one of its conversations or purchases."""

from contacts.attachments.commands import attachment_commands
from contacts.attachments.routes import bp


def init_app(app):
    app.register_blueprint(bp)
    app.cli.add_command(attachment_commands)
