"""`flask import`: a CSV file into the database, whole or not at all."""

import json
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from contacts.access import SYSTEM, Actor, Role, acting_as, rights_of
from contacts.db import db
from contacts.exchange.kinds import KINDS
from contacts.exchange.reader import Refused
from contacts.exchange.run import run_import
from contacts.users.queries import user_by_email

FILE = click.Path(path_type=Path)


@click.command("import")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("file", type=FILE)
@click.option("--mapping", type=FILE, help="Which column is which field (TOML); see docs/import.md.")
@click.option("--dry-run", is_flag=True, help="Check everything, write nothing.")
@click.option("--as", "email", help="Act with this person's rights instead of the system's.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@with_appcontext
def import_file(kind, file, mapping, dry_run, email, as_json):
    """Import a CSV FILE of KIND: all of it, or nothing."""
    try:
        with acting_as(actor_of(email)):
            summary = run_import(kind, file, mapping, dry_run, show_progress)
    except Refused as error:
        if as_json:
            click.echo(json.dumps({"kind": kind, "file": file.name, "error": str(error)}, ensure_ascii=False))
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(json.dumps(summary.as_dict(), ensure_ascii=False))
    if summary.broken:
        raise click.ClickException(summary.sentence())
    if not as_json:
        click.echo("\n".join(summary.as_text()))


def actor_of(email):
    if email is None:
        return SYSTEM
    with acting_as(SYSTEM, writes=False):
        user = user_by_email(db.session, email)
        if user is None or not user.active:
            raise Refused(f"nobody signs in as {email}")
        role = db.session.get(Role, user.role_id)
        return Actor(user.id, user.team_id, rights_of(role.id, role.version))


def show_progress(summary):
    if sys.stderr.isatty():
        click.echo(f"\r{summary.read:,} rows", nl=False, err=True)
