"""The web face: how a view ends, the unit of work, forms, lists, errors and headers."""

from jinja2 import Undefined
from werkzeug.routing import IntegerConverter

from contacts.web import assets, drawing, errors, filters, mail, pages, reader, security, uploads, wire
from contacts.web.pages import answered_at, done, moved, outdate, own_path, page, say
from contacts.web.unit import Application
from contacts.web.words import _, ngettext

__all__ = ["Application", "_", "answered_at", "done", "moved", "ngettext", "outdate", "own_path", "page", "say"]


class SemiStrictUndefined(Undefined):
    """A name that is not there is false, and anything else about it is an error."""

    __str__ = __iter__ = __len__ = __eq__ = __ne__ = __hash__ = Undefined._fail_with_undefined_error


class RowId(IntegerConverter):
    """A number in an address that a row could have: beyond 63 bits there is none, so the address does not exist."""

    def __init__(self, map, **options):
        super().__init__(map, **{"max": 2**63 - 1, **options})


def init_app(app):
    app.url_map.converters["int"] = RowId
    app.jinja_env.undefined = SemiStrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(_=_, ngettext=ngettext, app_name=app.config["WORKSPACE"], endpoints=app.view_functions)
    # Limits are known before a form is read.
    for part in (drawing, reader, assets, wire, filters, pages, errors, uploads, security, mail):
        part.init_app(app)
