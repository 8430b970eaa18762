"""The schema explains itself: a diagram of it, a dictionary, and whether what is stored keeps to it."""

from contacts.data_model.routes import bp


def init_app(app):
    app.register_blueprint(bp)
