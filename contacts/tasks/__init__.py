"""What somebody promised to do, and by when."""

from contacts.tasks import finding, timeline  # noqa: F401, they plug themselves in
from contacts.tasks.routes import bp


def init_app(app):
    app.register_blueprint(bp)
