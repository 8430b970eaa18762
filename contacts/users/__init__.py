"""People who sign in, and their sessions."""

from flask_login import LoginManager

from contacts.users.commands import instance_commands, user_commands
from contacts.users.queries import person_of
from contacts.users.routes import bp

manager = LoginManager()
manager.user_loader(person_of)
manager.session_protection = None  # the token is the protection: a changed network must not sign people out


def init_app(app):
    manager.init_app(app)
    app.register_blueprint(bp)
    app.cli.add_command(user_commands)
    app.cli.add_command(instance_commands)
