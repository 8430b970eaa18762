"""A real mail server on this machine."""

import socket
from contextlib import closing
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from contacts.web import mail
from tests.factories import make_user, writing


class Letterbox(list):
    """The letters that arrived, after everything that waited was sent."""

    async def handle_DATA(self, _server, _session, envelope):
        self.append(
            (envelope.mail_from, envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default))
        )
        return "250 OK"

    def emptied(self):
        mail._worker.submit(int).result(timeout=20)
        letters, self[:] = list(self), []
        return letters


def free_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return taken.getsockname()[1]


@pytest.fixture(scope="session")
def mail_server():
    box = Letterbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield box, controller.port
    controller.stop()


@pytest.fixture
def letters(app, mail_server, monkeypatch):
    """Mail is configured; `letters.emptied()` gives what arrived."""
    box, port = mail_server
    monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://127.0.0.1:{port}")
    monkeypatch.setitem(app.config, "MAIL_FROM", "Rapport <rapport@example.com>")
    yield box
    box.emptied()


@pytest.fixture
def eva(app):
    with writing():
        return make_user("sales rep", name="Eva Lund", email="eva@example.com").id
