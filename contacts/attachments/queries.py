"""Questions about files: a customer's, or those of one conversation or purchase."""

from flask import abort, request, url_for
from sqlalchemy import select

from contacts.access import fetch, permitted, reach
from contacts.attachments.models import Attachment
from contacts.customers.record import anchor, chips
from contacts.customers.timeline import Chip
from contacts.users.models import User
from contacts.web.listing import Newest, asked_id

SHOWN = 20
# The column that says what a file hangs on besides its customer, by the kind of record.
ANCHORS = {"communications": "communication_id", "purchases": "purchase_id"}
COLUMNS = (
    Attachment.id,
    Attachment.file_name,
    Attachment.media_type,
    Attachment.size,
    Attachment.created_at,
    *(getattr(Attachment, name) for name in ANCHORS.values()),
)


def files_of(customer, on, after=None):
    """Asks for the customer's files, newest first; with `on`, {column: id}, those that hang on one record."""
    wanted = (
        select(*map(permitted, COLUMNS), User.name.label("uploader"))
        .add_columns(reach(Attachment, "delete").label("may_delete"))
        .outerjoin(User, User.id == Attachment.uploader_id)
        .where(Attachment.customer_id == customer.id)
        .where(*(getattr(Attachment, column) == id for column, id in on.items()))
    )
    url = url_for("attachments.index", customer_id=customer.id, **on)
    found = yield {"files": Newest.asked(wanted, Attachment.id, after, SHOWN)}
    return Newest("attachments", found["files"], url, after, SHOWN)


def asked_anchor(customer):
    """`{column: id}` of the record that the address or the form names; {} for none, 404 for another's."""
    open_to_me = anchor.open_to("read")
    for kind, column in ANCHORS.items():
        if request.values.get(column):
            find = open_to_me.get(kind) or abort(404)
            return {column: find(customer, asked_id(column, request.values) or abort(404)).id}
    return {}


def get_attachment(customer, id, verb="read"):
    """One file of this customer, or 404."""
    attachment = fetch(Attachment, id, verb)
    return attachment if attachment.customer_id == customer.id else abort(404)


@chips("attachments")
def files_of_conversations(ids):
    """Asks for `{id of the conversation: [Chip]}`."""
    columns = (Attachment.id, Attachment.customer_id, Attachment.communication_id)
    wanted = select(*columns, permitted(Attachment.file_name)).where(Attachment.communication_id.in_(ids))
    found = {}
    for row in (yield {"files": wanted.order_by(Attachment.id)})["files"]:
        url = url_for("attachments.show", customer_id=row.customer_id, id=row.id)
        found.setdefault(row.communication_id, []).append(Chip("paperclip", row.file_name, url))
    return found
