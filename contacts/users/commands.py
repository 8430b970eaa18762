"""`flask user` and `flask instance`: people, and what an instance holds."""

import json
import sys
from contextlib import contextmanager

import click
from flask.cli import AppGroup
from sqlalchemy import func, select, text
from wtforms.validators import ValidationError

from contacts.access import SYSTEM, Role, acting_as, unrestricted
from contacts.db import db
from contacts.users import accounts, queries
from contacts.users.actions import add_user
from contacts.users.administrators import Refused
from contacts.users.forms import normal_email
from contacts.users.models import User
from contacts.users.passwords import hash_password, weakness
from contacts.web.unit import commit

user_commands = AppGroup("user", help="People who sign in.")
instance_commands = AppGroup("instance", help="This installation.")


@user_commands.command()
@click.argument("email")
@click.option("--role", "role_name", default="sales rep", help="A role by its name, such as administrator.")
@click.option("--name", help="What the person is called; the start of the address when left out.")
def add(email, role_name, name):
    """Add a person; the password comes from standard input or a prompt."""
    try:
        email = normal_email(email)
    except ValidationError as error:
        raise click.ClickException(f"{email}: {error}") from None
    name = name or email.partition("@")[0].replace(".", " ").title()
    password = read_password(email, name)
    with acting_as(SYSTEM):
        try:
            add_user(email, name, password, role_name)
        except LookupError:
            raise unknown_role(role_name) from None
        except ValueError:
            raise click.ClickException(f"{email} is somebody's already") from None
        commit()
    click.echo(f"{email} can sign in as {role_name}")


@user_commands.command("list")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def list_users(as_json):
    """Everybody, with their roles and whether they may sign in."""
    with unrestricted("whoever holds the machine may list its people") as session:
        wanted = select(User.email, User.name, Role.name.label("role"), User.active, User.invited_at).join(User.role)
        rows = session.execute(wanted.order_by(User.email)).all()
    if as_json:
        return click.echo(json.dumps([described(row) for row in rows], ensure_ascii=False))
    for row in map(described, rows):
        click.echo(
            "  ".join((f"{row['email']:<40}", f"{row['role']:<16}", f"{row['state']:<12}", row["name"])).rstrip()
        )
    return None


def described(row):
    state = "deactivated" if not row.active else "invited" if row.invited_at else "active"
    return {"email": row.email, "name": row.name, "role": row.role, "state": state}


@user_commands.command()
@click.argument("email")
def deactivate(email):
    """Sign a person out everywhere and let nobody sign in as them."""
    with changing(email) as person:
        accounts.deactivate(person)
    click.echo(f"{email} cannot sign in any more")


@user_commands.command()
@click.argument("email")
def activate(email):
    """Let a deactivated person sign in again."""
    with changing(email) as person:
        accounts.activate(person)
    click.echo(f"{email} can sign in again")


@user_commands.command()
@click.argument("email")
@click.argument("role_name", metavar="ROLE")
def role(email, role_name):
    """Give a person another role, by its name."""
    with changing(email) as person:
        role_id = db.session.scalar(select(Role.id).where(Role.name == role_name))
        if role_id is None:
            raise unknown_role(role_name)
        accounts.edit_person(person, {"role_id": role_id})
    click.echo(f"{email} is {role_name} from now on")


@user_commands.command()
@click.argument("email")
def password(email):
    """Set a person's password, from standard input or a prompt; they are signed out everywhere."""
    hashed = hash_password(read_password(email, ""))  # before the database is held: somebody may be typing
    with changing(email) as person:
        accounts.give_password(person, hashed)
    click.echo(f"{email} can sign in with the new password")


@contextmanager
def changing(email):
    """The person with this address, to be changed and saved; or one clear sentence and exit 1."""
    with acting_as(SYSTEM):
        person = queries.user_by_email(db.session, email)
        if person is None:
            raise click.ClickException(f"Nobody has the address {email}")
        try:
            yield person
        except Refused as error:
            raise click.ClickException(str(error)) from None
        commit()


def unknown_role(name):
    known = ", ".join(db.session.scalars(select(Role.name).order_by(Role.id)))
    return click.ClickException(f"There is no role “{name}”. There are: {known}")


def read_password(email, name):
    if sys.stdin.isatty():
        typed = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    if reason := weakness(typed, email, name):
        raise click.ClickException(f"The password does not do: {reason}")
    return typed


@instance_commands.command()
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def status(as_json):
    """How many users and customers there are."""
    with unrestricted("counting what an instance holds") as session:
        users = session.scalar(select(func.count()).select_from(User))
        customers = session.scalar(text("SELECT count(*) FROM customers"))  # users know nothing of customers
    counts = {"users": users, "customers": customers}
    click.echo(json.dumps(counts) if as_json else f"{users} users, {customers} customers")
