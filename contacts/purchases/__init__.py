"""What customers bought, when, and for how much."""

from contacts.purchases import finding, timeline  # noqa: F401, they plug themselves in
from contacts.purchases.routes import bp


def init_app(app):
    app.register_blueprint(bp)
