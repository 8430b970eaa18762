"""The mail server: away, without TLS, with a certificate that nobody trusts, or wrongly set."""

import socket
import ssl
from datetime import timedelta
from ipaddress import IPv4Address

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from contacts.config import DEFAULTS
from contacts.db import utcnow
from contacts.web import mail, outside
from tests.users.conftest import Letterbox, free_port
from tests.users.managing import ask


def test_a_mail_server_that_is_away_breaks_nothing(app, letters, eva, monkeypatch, caplog):
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://127.0.0.1:9")
    assert ask(app).status_code == 200
    letters.emptied()
    assert "a letter could not be sent: ConnectionRefusedError" in caplog.text
    assert "eva" not in caplog.text


def test_another_machine_is_told_nothing_in_the_clear(app, letters, eva, monkeypatch, caplog):
    """Our server offers no TLS: were it another machine's, no letter would leave."""
    monkeypatch.setattr(mail, "is_loopback", lambda host: False)
    ask(app)
    assert letters.emptied() == []
    assert "SMTPNotSupportedError" in caplog.text


@pytest.mark.parametrize("url", ["mail.example.com", "http://mail.example.com", "smtp://", "smtp://host"])
def test_settings_that_cannot_work_are_refused_at_the_start(app, url):
    class Fake:
        config = {**DEFAULTS, "SMTP_URL": url, "MAIL_FROM": "" if url == "smtp://host" else "a@example.com"}

    with pytest.raises(SystemExit, match="RAPPORT_SMTP_URL"):
        mail.init_app(Fake)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("127.0.0.1", True), ("::1", True), ("10.0.0.1", False), ("x.example", False), (None, False)],
)
def test_this_machine(host, expected):
    assert outside.is_loopback(host) is expected


@pytest.fixture
def certificate(tmp_path):
    """A certificate for this machine that nobody trusts yet, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(utcnow() - timedelta(1)).not_valid_after(utcnow() + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
    path = tmp_path / "both.pem"
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM) + key.private_bytes(*plain))
    return path


def knock(port):
    """The server's own way to wake itself would trust nobody's certificate."""
    careless = ssl.create_default_context()
    careless.check_hostname, careless.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port)) as plain, careless.wrap_socket(plain) as sealed:
        sealed.recv(100)


def test_tls_at_once_and_only_with_a_certificate_that_is_trusted(app, eva, monkeypatch, certificate, caplog):
    box, context = Letterbox(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), ssl_context=context)
    monkeypatch.setattr(controller, "_trigger_server", lambda: knock(controller.port))
    monkeypatch.setitem(app.config, "SMTP_URL", f"smtps://127.0.0.1:{controller.port}")
    monkeypatch.setitem(app.config, "MAIL_FROM", "rapport@example.com")
    controller.start()
    try:
        ask(app)
        assert box.emptied() == []
        assert "SSLCertVerificationError" in caplog.text
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        ask(app)
        assert len(box.emptied()) == 1
    finally:
        controller.stop()
