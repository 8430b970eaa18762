"""The web face of files: a panel of the customer, and the way to each file's bytes."""

from flask import Blueprint, send_file, url_for

from contacts.access import may, needs
from contacts.attachments.actions import add_attachments, delete_attachment
from contacts.attachments.forms import LARGEST_REQUEST, UploadForm
from contacts.attachments.queries import asked_anchor, files_of, get_attachment
from contacts.attachments.storage import find
from contacts.customers.queries import get_customer
from contacts.customers.record import panel
from contacts.web import _, done, ngettext, page, say
from contacts.web.errors import problem
from contacts.web.listing import asked_place
from contacts.web.uploads import takes_files

bp = Blueprint("attachments", __name__, url_prefix="/customers/<int:customer_id>/attachments")

PANEL = "attachments/index.html#panel"


@panel("attachments")
def attachments_panel(customer, on=None, after=None, form=None):
    """A page of files: all of the customer's, or those that hang `on` one record; and the form to add some."""
    form = form or (UploadForm(formdata=None) if may("create", "attachments") else None)
    files = yield from files_of(customer, on or {}, after)
    return {"files": files, "files_on": on or {}, "upload_form": form}


@bp.get("")
@needs("attachments", "read")
def index(customer_id):
    customer = get_customer(customer_id)
    return page(PANEL, customer=customer, **attachments_panel(customer, asked_anchor(customer), asked_place()))


@bp.post("")
@needs("attachments", "create")
@takes_files(LARGEST_REQUEST)
def create(customer_id):
    customer, form = get_customer(customer_id), UploadForm()
    on = asked_anchor(customer)
    if not form.validate():
        return page(PANEL, 422, customer=customer, **attachments_panel(customer, on, form=form))
    operation = add_attachments(customer, form.files.data, on)
    return finish(customer, on, ngettext("File added.", "%(num)d files added.", len(form.files.data)), operation)


@bp.get("/<int:id>")
@needs("attachments", "read")
def show(customer_id, id):
    attachment = get_attachment(get_customer(customer_id), id)
    path = find(attachment.sha256)
    if path is None:
        return problem(
            404, _("This file is missing from the server. An administrator can bring it back from a backup.")
        )
    return sent(attachment, path)


@bp.post("/<int:id>/delete")
@needs("attachments", "delete")
def destroy(customer_id, id):
    customer = get_customer(customer_id)
    attachment = get_attachment(customer, id, "delete")
    return finish(customer, asked_anchor(customer), _("File deleted."), delete_attachment(customer, attachment))


def sent(attachment, path):
    """The bytes as a download, which no browser may open in our name or keep."""
    response = send_file(
        path,
        mimetype=attachment.media_type,
        as_attachment=True,
        download_name=attachment.file_name,
        etag=attachment.sha256,
        last_modified=attachment.created_at,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "no-store"
    return response


def finish(customer, on, sentence, operation):
    say(sentence, operation)
    home = url_for("customers.show", id=customer.id)
    back = url_for(".index", customer_id=customer.id, **on) if on else home
    return done(back, PANEL, customer=customer, **attachments_panel(customer, on))
