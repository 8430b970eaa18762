"""`flask access`: what each role may not read, and whether the database keeps to it."""

import json
import sys
from dataclasses import asdict

import click
from flask import current_app
from flask.cli import AppGroup

from contacts.access import modes
from contacts.access.differences import findings
from contacts.access.groups import NotEnoughGroups
from contacts.access.roles import walls_in_use

access_commands = AppGroup("access", help="Who sees what, and whether the database keeps to it.")


def sync_grants():
    """Make Postgres' own roles equal to ours. Returns how many were changed; 0 on SQLite, which has none."""
    try:
        return modes.sync(walls_in_use(), current_app.config["DATABASE"])
    except NotEnoughGroups as error:
        raise click.ClickException(str(error)) from None


@access_commands.command()
def sync():
    """Make the database's logins and grants equal to the roles."""
    changed = sync_grants()
    if modes.mode_of(current_app.config["DATABASE"]) == modes.AUTHORIZER:
        return click.echo("Nothing to keep in step: SQLite guards each connection itself.")
    return click.echo(f"{changed} of the database's roles changed." if changed else "Everything was in step.")


@access_commands.command()
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def report(as_json):
    """Print what each role may not read, and where the database does not agree. Exit status 1 when it does not."""
    mode, found = modes.mode_of(current_app.config["DATABASE"]), findings()
    known = {"guard": mode, "does_not_stop": modes.DOES_NOT_STOP[mode], "roles": [asdict(one) for one in found]}
    click.echo(json.dumps(known, ensure_ascii=False) if as_json else in_words(known))
    sys.exit(1 if any(one.missing or one.extra for one in found) else 0)


def in_words(known):
    return "\n".join([*map(of_role, known["roles"]), *differences_in(known["roles"]), *about(known)])


def of_role(one):
    return f"{one['role']}: {', '.join(one['hidden']) or 'reads everything'}"


def differences_in(roles):
    lines = [f"  {one['role']} may {what}, and should not" for one in roles for what in one["extra"]]
    lines += [f"  {one['role']} should {what}, and may not" for one in roles for what in one["missing"]]
    if not lines:
        return ["", "The database agrees with every role."]
    return ["", "The database does not agree. `flask access sync` puts it right:", *lines]


def about(known):
    return ["", f"Guard: {known['guard']}. What it does not stop: {known['does_not_stop']}"]
