"""Which categories each customer is interested in."""

from contacts.interests import finding  # noqa: F401, it plugs itself in
from contacts.interests.routes import bp


def init_app(app):
    app.register_blueprint(bp)
