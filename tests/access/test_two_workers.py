"""What administrators change acts on the next request of every process."""

import os
import subprocess
import sys
from contextlib import contextmanager

from sqlalchemy import delete, select, update

from contacts.access import FieldRule, Role, unrestricted
from tests.factories import make_customer, make_role, make_session, make_user, writing

SECRET = "DE999888777"
# Another worker: for each session token on a line it says whether that person sees the secret.
WORKER = f"""
import sys
from contacts import create_app
from contacts.db import engines
app = create_app(TESTING=True)
for line in sys.stdin:
    token, path = line.split()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    with app.app_context():
        print("{SECRET}" in client.get(path).text, len(engines._engines), flush=True)
"""


@contextmanager
def worker(app):
    """A function that asks the other process: `(sees the secret, how many pools it has)`."""
    url = app.config["DATABASE"].render_as_string(hide_password=False)
    given = {"DATABASE_URL": url, "RAPPORT_INSTANCE_PATH": app.instance_path, "SECRET_KEY": app.config["SECRET_KEY"]}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, "-c", WORKER]
    with subprocess.Popen(command, env={**os.environ, **given}, cwd=os.path.dirname(app.root_path), **pipes) as process:

        def ask(token, path):
            process.stdin.write(f"{token} {path}\n")
            process.stdin.flush()
            sees, pools = process.stdout.readline().split()
            return sees == "True", int(pools)

        yield ask
        process.stdin.close()


def set_rules(role, hidden):
    """The matrix as an administrator changes it: the cell, and the role's version."""
    with unrestricted("a test changes the matrix", writes=True) as session:
        role_id = session.scalar(select(Role.id).where(Role.name == role))
        session.execute(delete(FieldRule).where(FieldRule.role_id == role_id))
        if hidden:
            session.add(FieldRule(role_id=role_id, table_name="customers", column_name="tax_id", level="hidden"))
        session.execute(update(Role).where(Role.id == role_id).values(version=Role.version + 1))


def test_a_changed_matrix_acts_on_the_next_request_of_every_worker(app, sign_in):
    with writing():
        role = make_role({"customers": {"read": "all"}}, customers__tax_id="hidden")
        customer = make_customer()
        customer.tax_id = SECRET
        path, user_id = f"/customers/{customer.id}", make_user(role).id
    here, token = sign_in(role), make_session(user_id)
    with worker(app) as ask:
        pools = []
        for hidden in (True, False, True, False, True):
            set_rules(role, hidden)
            sees, count = ask(token, path)
            assert sees is not hidden
            assert (SECRET in here.get(path).text) is not hidden
            pools.append(count)
    assert pools[-1] == pools[1]  # the same rights again are the same pools again
