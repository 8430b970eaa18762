"""Rapport: the customer contact database that a small team owns."""

from pathlib import Path

from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from contacts import (
    access,
    addresses,
    attachments,
    categories,
    communications,
    customers,
    db,
    demo,
    exchange,
    history,
    home,
    interests,
    journal,
    purchases,
    tasks,
    users,
    web,
)
from contacts.config import configure

ROOT = Path(__file__).parent.parent
FLOOR = (web, users, access, history)
ROOMS = (
    home,
    customers,
    addresses,
    categories,
    interests,
    purchases,
    communications,
    tasks,
    attachments,
    journal,
    demo,
    exchange,
)


def create_app(**overrides):
    """The application: settings, the floor, then the rooms. `overrides` win over the environment (tests)."""
    app = web.Application(
        "contacts",
        template_folder=ROOT / "templates",
        static_folder=ROOT / "static",
        instance_path=overrides.pop("INSTANCE_PATH", str(ROOT / "instance")),
    )
    configure(app, overrides)
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    db.init_app(app)
    db.db.init_app(app)
    Migrate(app, db.db, directory=str(ROOT / "migrations"), render_as_batch=True)
    for part in (*FLOOR, *ROOMS):
        part.init_app(app)
    return app
