"""Every conversation with a customer, and the tickets that some of them belong to."""

from contacts.communications.routes import bp


def init_app(app):
    app.register_blueprint(bp)
