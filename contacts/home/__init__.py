"""The home page, and whether the server is well."""

from contacts.home import patterns
from contacts.home.routes import bp


def init_app(app):
    app.register_blueprint(bp)
    if app.debug:
        app.register_blueprint(patterns.bp)
