"""The web face of what leaves about one customer."""

from io import BytesIO
from tempfile import SpooledTemporaryFile

from flask import Blueprint, Response

from contacts.access import needs, record_event_now
from contacts.customers.queries import get_customer
from contacts.exchange.personal_data import personal_data

bp = Blueprint("personal_data", __name__)

IN_MEMORY = 1024 * 1024  # bytes; more waits in a file, so that a slow reader holds neither memory nor the database


@bp.get("/customers/<int:id>/data")
@needs("customers", "export")
def show(id):
    """Everything about a customer as a JSON file. Who takes it is in the security log."""
    customer = get_customer(id, "export")
    file = collected(personal_data(customer))
    record_event_now("export", record=customer, detail="all data of a customer as JSON")
    response = Response(file, mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="customer-{id}.json"'
    return response


def collected(pieces):
    """The pieces of text in a file, ready to be sent; much of it lies on disk, and whoever sends that closes it."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    for piece in pieces:
        file.write(piece.encode())
    size = file.tell()
    file.seek(0)
    if size > IN_MEMORY:
        return file
    with file:
        return BytesIO(file.read())
