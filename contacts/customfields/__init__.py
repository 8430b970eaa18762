"""Fields that people add to records: a real column each, which every surface treats as one of the built-in ones."""

from contacts.access.growing import LOADERS
from contacts.customfields import showing, versions  # noqa: F401, the latter plugs its triggers in
from contacts.customfields.commands import custom_fields_commands
from contacts.customfields.known import load, load_now
from contacts.customfields.routes import bp

LOADERS.append(load)

__all__ = ["init_app", "load_now"]


def init_app(app):
    app.register_blueprint(bp)
    app.cli.add_command(custom_fields_commands)
    app.jinja_env.globals.update(showing.GLOBALS)
