"""The schema explains itself: a diagram of it, a dictionary, and whether what is stored keeps to it."""

from contacts.data_model import dictionary_routes, integrity_routes, routes, used_by_views  # noqa: F401, it plugs itself in
from contacts.data_model.commands import schema_commands
from contacts.data_model.doctor import doctor


def init_app(app):
    for part in (routes, dictionary_routes, integrity_routes):
        app.register_blueprint(part.bp)
    app.cli.add_command(schema_commands)
    app.cli.add_command(doctor)
