"""What a person sends: one or several files."""

import os

from flask_wtf.file import MultipleFileField
from wtforms.validators import StopValidation

from contacts.attachments.file_names import shown_name
from contacts.web.forms import Form
from contacts.web.words import _, ngettext

MEGABYTE = 1_000_000
LARGEST = 25 * MEGABYTE
MOST_AT_ONCE = 10
LARGEST_REQUEST = MOST_AT_ONCE * LARGEST + MEGABYTE


def check_files(_form, field):
    """One sentence for the first that will not do; none of them is kept then."""
    if not field.data:
        raise StopValidation(_("Choose a file."))
    if len(field.data) > MOST_AT_ONCE:
        raise StopValidation(ngettext("Choose at most %(num)d file.", "Choose at most %(num)d files.", MOST_AT_ONCE))
    for upload in field.data:
        size = upload.stream.seek(0, os.SEEK_END)
        upload.stream.seek(0)
        if not size:
            raise StopValidation(_("%(name)s is empty.", name=shown_name(upload.filename)))
        if size > LARGEST:
            raise StopValidation(
                _("%(name)s is too large. A file has at most 25 MB.", name=shown_name(upload.filename))
            )


class UploadForm(Form):
    files = MultipleFileField(_("Add files"), validators=[check_files])
