"""What currencies are worth in the workspace's own, as administrators keep it."""

from contacts.rates.routes import bp


def init_app(app):
    app.register_blueprint(bp)
