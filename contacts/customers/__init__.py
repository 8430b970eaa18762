"""The hub: customers, their companies, and how to reach them."""

from contacts.customers import own_keys, touch  # noqa: F401, they plug themselves in
from contacts.customers.company_routes import bp as companies
from contacts.customers.contact_routes import bp as contacts
from contacts.customers.fact_routes import bp as facts
from contacts.customers.facts import fact_level
from contacts.customers.routes import bp as customers
from contacts.customers.stats_commands import stats_commands
from contacts.customers.trail import trail, trail_from
from contacts.customers.trail_routes import bp as beside
from contacts.customers.view_routes import bp as views


def init_app(app):
    for bp in (customers, views, companies, contacts, facts, beside):
        app.register_blueprint(bp)
    app.jinja_env.globals.update(fact_level=fact_level, trail=trail, trail_from=trail_from)
    app.cli.add_command(stats_commands)
