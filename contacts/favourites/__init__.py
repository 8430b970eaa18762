"""The customers that a person starred: theirs alone, in the sidebar of every page."""

from contacts.favourites.queries import favourites
from contacts.favourites.routes import bp


def init_app(app):
    app.register_blueprint(bp)
    app.jinja_env.globals["favourites"] = favourites
