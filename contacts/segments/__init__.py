"""Customers who have something in common, under a name: built, read as a sentence, filtered by."""

from contacts.segments import added, catalogue, finding, uses  # noqa: F401, they plug themselves in
from contacts.segments.beside import segments_beside
from contacts.segments.fields import offered
from contacts.segments.routes import bp


def init_app(app):
    app.register_blueprint(bp)
    app.jinja_env.globals.update(offered=offered, segments_beside=segments_beside)
