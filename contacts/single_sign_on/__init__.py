"""Signing in with an account of somewhere else, by OpenID Connect. It is off until a provider is configured."""

from contacts.single_sign_on import settings
from contacts.single_sign_on.queries import is_linked
from contacts.single_sign_on.routes import bp


def init_app(app):
    settings.check(app.config)
    app.register_blueprint(bp)
    app.jinja_env.globals.update(single_sign_on=settings.offered, linked_elsewhere=is_linked)
