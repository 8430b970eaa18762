"""`flask user` and `flask instance`: people, and what an instance holds."""

import json
import sys

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup
from sqlalchemy import func, select, text

from contacts.access import SYSTEM, Role, acting_as, unrestricted
from contacts.db import db
from contacts.users.actions import add_user
from contacts.users.models import User
from contacts.users.passwords import weakness
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
        email = validate_email(email, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise click.ClickException(f"{email}: {error}") from None
    password = read_password()
    if reason := weakness(password, email):
        raise click.ClickException(f"The password does not do: {reason}")
    with acting_as(SYSTEM):
        try:
            add_user(email, name or email.partition("@")[0].replace(".", " ").title(), password, role_name)
        except LookupError:
            known = ", ".join(db.session.scalars(select(Role.name).order_by(Role.id)))
            raise click.ClickException(f"There is no role “{role_name}”. There are: {known}") from None
        except ValueError:
            raise click.ClickException(f"{email} is somebody's already") from None
        commit()
    click.echo(f"{email} can sign in as {role_name}")


def read_password():
    if sys.stdin.isatty():
        return click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return sys.stdin.readline().rstrip("\r\n")


@instance_commands.command()
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def status(as_json):
    """How many users and customers there are."""
    with unrestricted("counting what an instance holds") as session:
        users = session.scalar(select(func.count()).select_from(User))
        customers = session.scalar(text("SELECT count(*) FROM customers"))  # users know nothing of customers
    counts = {"users": users, "customers": customers}
    click.echo(json.dumps(counts) if as_json else f"{users} users, {customers} customers")
