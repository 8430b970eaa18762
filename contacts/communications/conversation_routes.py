"""The web face of everybody's conversations."""

from flask import Blueprint

from contacts.access import needs
from contacts.communications.conversations import list_conversations
from contacts.users.queries import people
from contacts.web import page

bp = Blueprint("conversations", __name__)


@bp.get("/conversations")
@needs("communications", "read")
def index():
    return page("conversations/index.html#results", listing=list_conversations(), people=people())
