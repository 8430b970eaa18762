"""The security log, as administrators read it."""

from contacts.security.routes import bp


def init_app(app):
    app.register_blueprint(bp)
