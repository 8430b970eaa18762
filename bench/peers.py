"""Who is measured: how each is started, and how a browser is signed in to it."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import NamedTuple

from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select, text

from bench import data
from bench.measuring import Browser
from contacts.access import unrestricted
from contacts.customers.models import Customer
from tests.factories import make_session, make_user, writing

ROOT = Path(__file__).parent.parent
DJANGO = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.django_admin.settings"
django.setup()
from django.core.management import call_command
from django.contrib.auth.models import User
from django.test import Client
call_command("migrate", verbosity=0)
client = Client()
client.force_login(User.objects.create_superuser("bench"))
client.get("/admin/", SERVER_NAME="127.0.0.1")
print(client.cookies["sessionid"].value)
"""


class Peer(NamedTuple):
    python: str
    application: str
    environment: dict
    browser: object  # function(port) -> Browser


def is_empty(app):
    with app.app_context(), unrestricted("a benchmark looks whether there is something") as session:
        if session.scalar(text(THERE[session.get_bind().dialect.name])) is None:
            return True
        return session.scalar(select(Customer.id).limit(1)) is None


THERE = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'customers'",
    "postgresql": "SELECT 1 FROM information_schema.tables WHERE table_name = 'customers'",
}


def prepare(app):
    """The floor's table; and the token of a browser of a sales rep."""
    os.environ.update(environment(app, ""))
    from bench.floor import sql

    with unrestricted("the floor has a table of its own", writes=True) as session:
        session.execute(text(sql.TABLE.format(key=sql.KEY[sql.IS_SQLITE])))
    with writing():
        user_id = make_user("sales rep", email=f"bench{os.getpid()}.{os.urandom(3).hex()}@example.com").id
    return make_session(user_id)


def environment(app, folder):
    url = app.config["DATABASE"].render_as_string(hide_password=False).replace("+psycopg", "")
    known = {"DATABASE_URL": url, "SECRET_KEY": app.config["SECRET_KEY"], "RAPPORT_INSTANCE_PATH": str(folder)}
    return {**known, "RAPPORT_ENCRYPTION_KEYS": data.KEYS, "PYTHONPATH": str(ROOT)}


def all_of(app, token, folder, django):
    """`{name: Peer}`"""
    known = environment(app, folder)
    cookie = SecureCookieSessionInterface().get_signing_serializer(app).dumps({"_user_id": token, "_fresh": True})
    flask = partial(Browser, cookies={"session": cookie}, token_path="/customers/997", token_field="csrf_token")
    found = {
        "rapport": Peer(sys.executable, "app:app", known, flask),
        "floor": Peer(sys.executable, "bench.floor.app:app", known, flask),
    }
    if django:
        known = {
            **known,
            "DJANGO_DATABASE": f"{folder}/django.db",
            "DJANGO_SETTINGS_MODULE": "bench.django_admin.settings",
        }
        words, signs = [django, "-c", DJANGO], {"env": os.environ | known, "capture_output": True, "text": True}
        session = subprocess.run(words, check=True, **signs).stdout.strip()
        found["django"] = Peer(django, "bench.django_admin.urls:application", known, partial(django_browser, session))
    return found


def django_browser(session, port):
    cookies = {"sessionid": session, "csrftoken": "b" * 32}
    return Browser(port, cookies, "/admin/django_admin/logged/add/", "csrfmiddlewaretoken")
