"""Files in: customers, addresses, categories, products, purchases, communications. And out: all about a customer."""

from contacts.exchange import uses  # noqa: F401, it plugs itself in
from contacts.exchange.commands import import_file
from contacts.exchange.personal_routes import bp


def init_app(app):
    app.register_blueprint(bp)
    app.cli.add_command(import_file)
