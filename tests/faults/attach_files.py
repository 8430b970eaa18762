"""One of several processes that attach files until they are killed: prints the hash of each that was acknowledged."""

import io
import os
import sys

from werkzeug.datastructures import FileStorage

from contacts import create_app
from contacts.access import SYSTEM, acting_as
from contacts.attachments.actions import add_attachments
from contacts.attachments.models import Attachment
from contacts.customers.queries import get_customer
from contacts.db import db
from contacts.web.unit import commit

customer_id = int(sys.argv[1])
app = create_app()
with app.app_context():
    while True:
        with acting_as(SYSTEM):
            upload = FileStorage(io.BytesIO(os.urandom(200_000)), "random.bin")
            add_attachments(get_customer(customer_id), [upload], {})
            commit()
            newest = db.session.query(Attachment).order_by(Attachment.id.desc()).first()
            print(newest.sha256, flush=True)
