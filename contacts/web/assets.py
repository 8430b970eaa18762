"""Static files by content: their URL changes when they do, so browsers may keep them for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import current_app, request, url_for


def static_url(name):
    """The URL of a file under static/, with a hash of its content."""
    return found_at(request.script_root, name, current_app.static_folder, current_app.debug or None)


@lru_cache(512)
def found_at(_root, name, folder, debug):
    """Pages name the same few files many times."""
    return url_for("static", filename=name, v=fingerprint(folder, name, debug))


@lru_cache(256)
def fingerprint(folder, name, _debug):
    return hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest()[:12]


def init_app(app):
    app.jinja_env.globals.update(static_url=static_url)
