"""Letters by SMTP, sent beside the request: nobody waits for a mail server, or learns anything from how long it took.

`RAPPORT_SMTP_URL` is `smtps://user:password@host` (TLS at once) or `smtp://…` (STARTTLS before anything is said, except
to this very machine). A letter that cannot be sent is logged and given up.
"""

import smtplib
import ssl
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from threading import BoundedSemaphore
from urllib.parse import unquote, urlsplit

from flask import after_this_request, current_app

from contacts.web.outside import is_loopback, own_address

SECONDS = 10
PORTS = {"smtp": 587, "smtps": 465}

_worker = ThreadPoolExecutor(1, "mail")
_room = BoundedSemaphore(100)  # letters that may wait; who floods us is not remembered for ever


def can_mail():
    """Whether letters can be sent, and we know by ourselves what address to put into them."""
    return bool(current_app.config["SMTP_URL"] and own_address())


def later(function, *arguments):
    """Run this beside the request, one after the other."""
    app = current_app._get_current_object()
    if not _room.acquire(blocking=False):
        return app.logger.error("too much waits to be mailed")
    return _worker.submit(attempt, app, function, arguments)


def attempt(app, function, arguments):
    with app.app_context():
        try:
            function(*arguments)
        except Exception as error:  # whatever it is: there is nobody to tell but the log
            app.logger.error("a letter could not be sent: %s", type(error).__name__)
        finally:
            _room.release()


def send_when_saved(to, subject, text):
    """Send a letter about what this request wrote, once it is committed."""

    @after_this_request
    def send(response):
        if response.status_code < 400:
            later(deliver, to, subject, text)
        return response


def deliver(to, subject, text):
    message = EmailMessage()
    sender = current_app.config["MAIL_FROM"]
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("> "))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    with connect(urlsplit(current_app.config["SMTP_URL"])) as server:
        server.send_message(message)


def connect(url):
    """A server that may be told secrets, to be used in a `with`."""
    kind, more = smtplib.SMTP, {}
    if url.scheme == "smtps":
        kind, more = smtplib.SMTP_SSL, {"context": ssl.create_default_context()}
    server = kind(url.hostname, url.port or PORTS[url.scheme], timeout=SECONDS, **more)
    try:
        greet(server, url)
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def greet(server, url):
    """Nothing is said in the clear, except to this very machine."""
    if url.scheme == "smtp" and not is_loopback(url.hostname):
        server.starttls(context=ssl.create_default_context())
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))


def init_app(app):
    """Refuse to start with settings that no letter could be sent with."""
    url, sender = app.config["SMTP_URL"], app.config["MAIL_FROM"]
    if url and (urlsplit(url).scheme not in PORTS or not urlsplit(url).hostname):
        raise SystemExit("RAPPORT_SMTP_URL needs smtp://host or smtps://user:password@host")
    if url and "@" not in sender:
        raise SystemExit("RAPPORT_SMTP_URL needs RAPPORT_MAIL_FROM, the address that letters come from")
