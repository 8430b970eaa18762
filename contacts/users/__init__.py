"""People who sign in, and their sessions."""

from flask_login import LoginManager

from contacts.users import password_routes, person_routes, routes, settings_routes, viewing_routes
from contacts.users.commands import instance_commands, user_commands
from contacts.users.entry import keep_to_the_steps
from contacts.users.factors import code_routes, commands
from contacts.users.factors import routes as factor_routes
from contacts.users.passkeys import routes as passkey_routes
from contacts.users.passkeys.ceremony import place
from contacts.users.queries import person_of

SIGNING_IN = (routes.bp, code_routes.bp, passkey_routes.bp, password_routes.bp)
BLUEPRINTS = (*SIGNING_IN, settings_routes.bp, factor_routes.bp, person_routes.bp, viewing_routes.bp)

manager = LoginManager()
manager.user_loader(person_of)
manager.session_protection = None  # the token is the protection: a changed network must not sign people out


def init_app(app):
    manager.init_app(app)
    app.before_request(keep_to_the_steps)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    user_commands.add_command(commands.second_factor)
    app.jinja_env.globals.update(passkeys_work=place, passkeys_sign_in=passkey_routes.signs_in)
    app.cli.add_command(user_commands)
    app.cli.add_command(instance_commands)
