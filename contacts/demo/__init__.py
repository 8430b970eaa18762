"""Invented data to look around in: `flask demo`."""

from contacts.demo.commands import demo


def init_app(app):
    app.cli.add_command(demo)
