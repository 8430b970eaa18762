"""One line logs a conversation, its task and its interests: from the home page, the palette, the + on a phone."""

from contacts.capture.forms import capture_form
from contacts.capture.routes import bp


def init_app(app):
    app.register_blueprint(bp)
    app.jinja_env.globals["capture_form"] = capture_form
