"""The page for notes without a connection, what keeps it, and what makes the application one that can be installed.

All three are the same for everybody and hold nothing of anybody.
"""

from pathlib import Path

from flask import Blueprint, abort, current_app, url_for

from contacts.access import public
from contacts.web import _, page
from contacts.web.assets import static_url

bp = Blueprint("offline", __name__)


@bp.get("/offline")
@public
def show():
    """What the browser shows instead of a page that it cannot get."""
    return page("offline/index.html") if current_app.config["OFFLINE_NOTES"] else abort(404)


@bp.get("/service-worker.js")
@public
def worker():
    """Served here, as a service worker looks after the addresses below its own."""
    if not current_app.config["OFFLINE_NOTES"]:
        abort(404)
    script = Path(current_app.static_folder) / "js/service-worker.js"
    return script.read_text(), {"Content-Type": "text/javascript; charset=utf-8"}


@bp.get("/manifest.webmanifest")
@public
def manifest():
    """What the system calls the application once it is installed, and how it looks there."""
    icons = [icon(purpose, size) for purpose in ("any", "maskable") for size in (192, 512)]
    name, colors = current_app.config["WORKSPACE"], {"background_color": "#f7f6f3", "theme_color": "#076169"}
    where = {"id": url_for("home.index"), "start_url": url_for("home.index"), "scope": url_for("home.index")}
    log = {"name": _("Log what happened"), "url": url_for("capture.show")}
    told = {"name": name, "short_name": name[:12], "display": "standalone", **where, **colors}
    return {**told, "icons": icons, "shortcuts": [log]}, {"Content-Type": "application/manifest+json"}


def icon(purpose, size):
    url = static_url(f"icons/{purpose}-{size}.png")
    return {"src": url, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
