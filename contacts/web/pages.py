"""How a view ends: a page, a piece of that page, or a redirect after a write."""

from urllib.parse import urlsplit

from flask import flash, g, make_response, redirect, render_template, request
from htmx_flask import Htmx
from htmx_flask.requests import HtmxAwareRequest, HtmxHeaders


class Headers(HtmxHeaders):
    """What htmx 4 says of a request."""

    @property
    def partial(self):
        """A piece is wanted: not for plain requests, boosted links and the back button, which get the whole page."""
        wants_piece = self._headers.get("HX-Request-Type", "partial") == "partial"
        return bool(self) and wants_piece and not self.boosted and not self.history_restore_request


class Request(HtmxAwareRequest):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.htmx = Headers(self.headers)


def page(name, status=200, **context):
    """Render "room/index.html#panel": the whole page, or for htmx the partial file "room/_panel.html" alone."""
    template, _, piece = name.partition("#")
    if piece and request.htmx.partial:
        template = f"{template.rpartition('/')[0]}/_{piece}.html"
    return make_response(render_template(template, **context), status)


def done(url, name, **context):
    """After a write: the fresh panel and what is flashed for htmx, a redirect to `url` for everyone else."""
    if not request.htmx.partial:
        return redirect(url, 303)
    answered_at(url)
    response = page(name, **context)
    response.data += render_template("components/flashes.html", oob=True).encode()
    if g.get("outdated"):
        response.headers["HX-Trigger"] = ", ".join(f"{panel}-changed" for panel in g.outdated)
    return response


def moved(url):
    """After a write whose result is another page: htmx loads it, everyone else is redirected."""
    if not request.htmx.partial:
        return redirect(url, 303)
    answered_at(url)
    response = make_response("", 200)
    response.headers["HX-Redirect"] = url
    return response


def answered_at(url):
    """Whoever sends the same form again is sent to this address."""
    g.answer = url


def say(text, operation=None):
    """A toast; with the operation's id it offers Undo."""
    flash(str(text), f"undo:{operation}" if operation else "message")


def outdate(panel):
    """This write changed what another panel on the page shows: htmx asks for it anew (see `renew` of ui.panel)."""
    g.setdefault("outdated", []).append(panel)


def own_path(target, otherwise):
    """`target` when it is a path of ours, else `otherwise`: nobody is sent to another site from here."""
    parts = urlsplit(target.replace("\\", "/"))
    is_ours = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return target if is_ours and target.isprintable() else otherwise


def vary_on_htmx(response):
    """A cache or the back button must not take a piece for the page."""
    response.vary.update(("HX-Request", "HX-Request-Type"))
    return response


def init_app(app):
    Htmx(app)
    app.request_class = Request  # after Htmx(app), which sets its own
    app.after_request(vary_on_htmx)
