"""What the records come to: revenue, customers, who goes quiet. Every figure leads to the list that it was made of."""

from contacts.insights import finding, rollups, standings, suggestions  # noqa: F401, they plug themselves in
from contacts.insights.routes import bp


def init_app(app):
    app.register_blueprint(bp)
