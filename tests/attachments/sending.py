"""Sends files as a browser does, and looks at what was kept."""

import io

from sqlalchemy import select

from contacts.attachments.models import Attachment
from contacts.communications.models import Communication
from tests.factories import add, found, writing


def sending(*files, **fields):
    return {"files": [(io.BytesIO(content), name) for name, content in files], **fields}


def kept():
    return found(select(Attachment).order_by(Attachment.id))


def fetched(client, url, **headers):
    """The answer, read to its end and closed."""
    with client.get(url, headers=headers) as answer:
        answer.get_data()
    return answer


def make(model, path, **fields):
    with writing():
        return add(model(customer_id=int(path.split("/")[2]), **fields)).id


def conversation(path, **fields):
    return make(Communication, path, channel="note", body="x", **fields)
