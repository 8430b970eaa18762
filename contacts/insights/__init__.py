"""What the records come to: revenue, customers, who goes quiet. Every figure leads to the list that it was made of."""

from contacts.insights import finding, rollups, standings, suggestions, ticket_times, uses  # noqa: F401, they plug themselves in
from contacts.insights.figures import span
from contacts.insights.routes import bp


def init_app(app):
    app.jinja_env.filters["span"] = span
    app.register_blueprint(bp)
