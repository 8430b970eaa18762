"""What every answer carries, and where a write may come from."""

from urllib.parse import urlsplit

from flask import abort, request
from flask_wtf import CSRFProtect

from contacts.access import READING

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "manifest-src 'self'; worker-src 'self'"
)
ALWAYS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
HEADERS = ALWAYS | {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PARTS_OF_A_PAGE = {"text/css", "text/javascript", "font/woff2"}  # no documents: the page's policy rules them

csrf = CSRFProtect()


def check_origin():
    """A write needs proof that it comes from our own pages: Sec-Fetch-Site, else Origin, besides the form's token."""
    if request.method in READING:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            abort(403)
    elif (origin := request.headers.get("Origin")) is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def set_headers(response):
    is_part = request.endpoint == "static" and response.mimetype in PARTS_OF_A_PAGE
    for name, value in (ALWAYS if is_part else HEADERS).items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


def init_app(app):
    app.before_request(check_origin)
    csrf.init_app(app)
    app.after_request(set_headers)
