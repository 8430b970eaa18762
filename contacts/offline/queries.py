"""What a browser may keep for the time without a connection, for who acts."""

import hashlib

from flask import current_app, url_for
from flask_login import current_user

from contacts.access import may, sees
from contacts.web.assets import fingerprint
from contacts.web.formats import dial

MOST_PHONES = 3
SHOWN_BY = (
    "css/tokens.css",
    "css/base.css",
    "css/fields.css",
    "css/parts.css",
    "css/gate.css",
    "js/behaviors/offline.js",
)


def is_on():
    """Whether this instance keeps notes without a connection, and who acts may take them."""
    may_log = may("create", "communications") and may("read", "customers")
    return bool(current_app.config["OFFLINE_NOTES"] and may_log and not current_user.viewing)


def waiting_room():
    """The address of the service worker, or nothing where no note may wait: then the browser forgets what it keeps.

    It names the state of what it keeps, so that the browser fetches all of that anew when it changed.
    """
    if not is_on():
        return ""
    folder, changing = current_app.static_folder, current_app.debug or None
    state = "".join(fingerprint(folder, name, changing) for name in SHOWN_BY)
    return url_for("offline.worker", v=hashlib.sha256(state.encode()).hexdigest()[:12])


def remembered(customer, phones):
    """The name and the phones `[shown, dialled]` of a record that was opened; nothing that this role may not see."""
    if not (is_on() and sees("customers.name")):
        return None
    usable = [(row[1], dial(row[1])) for row in phones or () if not row[4]] if sees("phones.value") else []
    return {"key": customer.id, "name": customer.name, "phones": usable[:MOST_PHONES]}
