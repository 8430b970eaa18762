"""Every conversation with a customer, and the tickets that some of them belong to."""

from contacts.communications import finding  # noqa: F401, it plugs itself in
from contacts.communications.conversation_routes import bp as conversations
from contacts.communications.routes import bp as communications
from contacts.communications.ticket_routes import bp as tickets
from contacts.communications.words import FILTERS, GLOBALS


def init_app(app):
    for bp in (communications, conversations, tickets):
        app.register_blueprint(bp)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)
