"""Where customers are billed and shipped to."""

from contacts.addresses.routes import bp


def init_app(app):
    app.register_blueprint(bp)
