"""Looking behind a mask: with a reason, for a minute, and on record."""

from contacts.reveals.routes import bp


def init_app(app):
    app.register_blueprint(bp)
