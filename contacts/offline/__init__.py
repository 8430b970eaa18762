"""What works without a connection: notes wait in the browser until they can be sent, and it is installed."""

from contacts.offline.queries import remembered, waiting_room
from contacts.offline.routes import bp


def init_app(app):
    app.register_blueprint(bp)
    app.jinja_env.globals.update(remembered=remembered, waiting_room=waiting_room)
