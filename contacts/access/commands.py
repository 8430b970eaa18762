"""`flask access`: keep the database's own logins and grants equal to the roles."""

import click
from flask import current_app
from flask.cli import AppGroup

from contacts.access import grants
from contacts.access.roles import all_rights

access_commands = AppGroup("access", help="Who sees what: keep the database's grants equal to the roles.")


def sync_grants():
    """Make Postgres' logins equal to the roles. SQLite has none: its connections are guarded when they are made."""
    url = current_app.config["DATABASE"]
    if url.get_backend_name() != "postgresql":
        return []
    return grants.sync([rights.wall for rights in all_rights()], url)


@access_commands.command()
def sync():
    """Make the database's logins and grants equal to the roles."""
    names = sync_grants()
    click.echo(
        f"{len(names)} logins in step" if names else "Nothing to keep in step: SQLite guards each connection itself"
    )


@access_commands.command()
def report():
    """Print what each role may not read."""
    for rights in all_rights():
        hidden = sorted(
            {f"{table}.*" if table in rights.wall.shut else f"{table}.{column}" for table, column in rights.hidden}
        )
        click.echo(f"{rights.role}: {', '.join(hidden) or 'reads everything'}")
