"""The web face: how a view ends, the unit of work, forms, lists, errors and headers."""

from jinja2 import Undefined

from contacts.web import assets, errors, filters, pages, security
from contacts.web.pages import done, moved, own_path, page, say
from contacts.web.unit import Application
from contacts.web.words import _, ngettext

__all__ = ["Application", "_", "done", "moved", "ngettext", "own_path", "page", "say"]


class SemiStrictUndefined(Undefined):
    """A name that is not there is false, and anything else about it is an error."""

    __str__ = __iter__ = __len__ = __eq__ = __ne__ = __hash__ = Undefined._fail_with_undefined_error


def init_app(app):
    app.jinja_env.undefined = SemiStrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(_=_, ngettext=ngettext, app_name=app.config["WORKSPACE"], endpoints=app.view_functions)
    for part in (assets, filters, pages, errors, security):
        part.init_app(app)
