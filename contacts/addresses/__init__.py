"""Where customers are billed and shipped to."""

from contacts.addresses import finding  # noqa: F401, it plugs itself in
from contacts.addresses.formats import address_lines
from contacts.addresses.routes import bp
from contacts.web.reader import reader


def init_app(app):
    app.register_blueprint(bp)
    app.jinja_env.filters["address_lines"] = lambda address: address_lines(address, reader().locale)
