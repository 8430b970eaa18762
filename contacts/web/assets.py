"""Static files by content: their URL changes when they do, so browsers may keep them for a year. Text goes compressed
(pages: see wire.py)."""

import gzip
import hashlib
from functools import lru_cache, partial
from pathlib import Path

from flask import current_app, g, request, url_for


def static_url(name):
    """The URL of a file under static/, with a hash of its content."""
    known = g.get("static_urls")
    if known is None:  # once a page, which may name an icon a hundred times
        known = g.static_urls = partial(found_at, request.script_root, current_app.static_folder, current_app.debug)
    return known(name)


@lru_cache(512)
def found_at(_root, folder, debug, name):
    """Pages name the same few files many times."""
    return url_for("static", filename=name, v=fingerprint(folder, name, debug or None))


@lru_cache(256)
def fingerprint(folder, name, _debug):
    return hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest()[:12]


@lru_cache(256)
def compressed(folder, name, _fingerprint):
    return gzip.compress((Path(folder) / name).read_bytes(), mtime=0)


def compress(response):
    """A whole static file of text, for who takes it compressed; each is compressed once."""
    is_text = response.mimetype.startswith("text/") or response.mimetype == "image/svg+xml"
    if request.endpoint != "static" or not is_text:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == 200 and "gzip" in request.accept_encodings:
        folder, name = current_app.static_folder, request.view_args["filename"]
        short = compressed(folder, name, fingerprint(folder, name, current_app.debug or None))
        response.response.close()
        response.direct_passthrough = False
        response.set_data(short)
        response.content_encoding = "gzip"
    return response


def init_app(app):
    app.after_request(compress)
    app.jinja_env.globals.update(static_url=static_url)
