"""`flask custom-fields`: what there is, and whether the database has what each field needs."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from contacts.access.commands import sync_grants
from contacts.customfields.known import field_of, load_now
from contacts.customfields.models import CustomField
from contacts.customfields.structure import build
from contacts.db import OPEN, engine_for

custom_fields_commands = AppGroup("custom-fields", help="Fields that people added to records.")


@custom_fields_commands.command()
def sync():
    """Make whatever is missing of columns, indexes, triggers and grants; run it again at any time."""
    load_now()
    with engine_for(current_app.config["DATABASE"], OPEN, True).begin() as connection:
        rows = connection.execute(select(CustomField.__table__)).all()
        made = [one for row in rows for one in build(connection, field_of(row))]
    load_now()
    sync_grants()
    click.echo("\n".join(f"made {one}" for one in made) or "Everything was in step.")
