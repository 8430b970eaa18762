"""The schema explains itself: a diagram of it, a dictionary, and whether what is stored keeps to it."""

from contacts.data_model import dictionary_routes, routes


def init_app(app):
    for part in (routes, dictionary_routes):
        app.register_blueprint(part.bp)
