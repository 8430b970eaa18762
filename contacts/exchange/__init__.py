"""Files in: customers, addresses, categories, products, purchases and communications from CSV."""

from contacts.exchange.commands import import_file


def init_app(app):
    app.cli.add_command(import_file)
