"""Rapport: the customer contact database that a small team owns."""

import os
from pathlib import Path

from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from contacts import (
    access,
    addresses,
    attachments,
    bulk,
    capture,
    categories,
    communications,
    customers,
    customfields,
    data_model,
    db,
    demo,
    exchange,
    favourites,
    fulltext,
    history,
    home,
    insights,
    interests,
    journal,
    offline,
    purchases,
    rates,
    reveals,
    roles,
    search,
    security,
    segments,
    single_sign_on,
    tasks,
    users,
    web,
)
from contacts.config import configure

ROOT = Path(__file__).parent.parent
FLOOR = (web, users, access, history, fulltext)
ROOMS = (
    home,
    customfields,
    customers,
    search,
    addresses,
    categories,
    interests,
    purchases,
    communications,
    tasks,
    attachments,
    rates,
    insights,
    segments,
    reveals,
    roles,
    security,
    single_sign_on,
    journal,
    data_model,
    bulk,
    demo,
    exchange,
    capture,
    favourites,
    offline,
)


def create_app(**overrides):
    """The application: settings, the floor, then the rooms. `overrides` win over the environment (tests)."""
    instance = overrides.pop("INSTANCE_PATH", None) or os.environ.get("RAPPORT_INSTANCE_PATH", ROOT / "instance")
    app = web.Application(
        "contacts",
        template_folder=ROOT / "templates",
        static_folder=ROOT / "static",
        instance_path=str(Path(instance).absolute()),
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
    with app.app_context():
        access.check_guard()
        access.check_keys()
        customfields.load_now()
    return app
