"""`flask schema`: the documents of the schema, files of it for other tools, and what changed between two versions."""

from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError

from contacts.data_model.differences import differences
from contacts.data_model.files import FORMATS, documents, file_of
from contacts.data_model.live import live_schema
from contacts.data_model.stages import schemas_at

schema_commands = AppGroup("schema", help="The schema in words and pictures.")


@schema_commands.command()
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 when something is stale.")
def docs(check):
    """Write docs/schema.md and docs/schema.svg."""
    stale = {path: text for path, text in documents().items() if not path.exists() or path.read_text() != text}
    names = ", ".join(path.name for path in stale)
    if check and stale:
        raise click.ClickException(f"{names}: not as the models are; run `flask schema docs`")
    for path, text in stale.items():
        path.write_text(text)
    click.echo(f"Wrote {names}" if stale else "Everything was up to date")


@schema_commands.command()
@click.argument("form", type=click.Choice(list(FORMATS)))
@click.argument("file", type=click.Path(dir_okay=False), required=False)
def export(form, file):
    """Write the live schema as FORM into FILE, or print it."""
    try:
        live = live_schema()
    except DBAPIError:
        raise click.ClickException("This database has no schema yet; `flask db upgrade` makes it.") from None
    made = file_of(form, live.schema, live.reflected)
    if file is None:
        return click.echo(made, nl=False)
    Path(file).write_bytes(made if isinstance(made, bytes) else made.encode())
    return click.echo(f"Wrote {file}")


@schema_commands.command()
@click.argument("first")
@click.argument("second")
def diff(first, second):
    """Say in words what the migrations between FIRST and SECOND changed, such as 0019 and 0022."""
    known = schemas_at(first, second)
    for version in (first, second):
        if version not in known:
            raise click.ClickException(f"There is no schema version {version}; `flask db history` lists them.")
    sentences = list(differences(known[first], known[second]))
    click.echo("\n".join(sentences) or f"{first} and {second} have the same tables, fields, indexes and rules.")
