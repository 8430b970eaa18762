"""Adding and deleting files. A deleted file's bytes stay for undo, until `flask attachments tidy`."""

from contacts.access import current_actor
from contacts.attachments.file_names import shown_name
from contacts.attachments.models import Attachment
from contacts.attachments.storage import store
from contacts.db import db
from contacts.history import begin


def add_attachments(customer, uploads, on):
    """Keep the bytes first, then the rows that name them. Returns the operation's id. Raises StorageFull."""
    stored = [(shown_name(upload.filename), store(upload.stream)) for upload in uploads]
    operation = begin("attachments.create", "Added a file" if len(stored) == 1 else "Added files", customer)
    for name, found in stored:
        fields = {"file_name": name, **found._asdict(), **on}
        db.session.add(Attachment(customer_id=customer.id, uploader_id=current_actor().id, **fields))
    db.session.flush()
    return operation


def delete_attachment(customer, attachment):
    """Returns the operation's id."""
    operation = begin("attachments.delete", "Deleted a file", customer)
    db.session.delete(attachment)
    db.session.flush()
    return operation
