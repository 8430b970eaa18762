"""One box that finds everything: customers first, then what other rooms plug in; and the palette that stands on it."""

from contacts.search.routes import bp


def init_app(app):
    app.register_blueprint(bp)
