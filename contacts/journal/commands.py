"""`flask undo`: take an operation back from the command line."""

import click
from flask.cli import with_appcontext

from contacts.access import SYSTEM, acting_as
from contacts.history import CannotUndo, undo
from contacts.web.unit import commit


@click.command("undo")
@click.argument("operation", type=int)
@with_appcontext
def undo_operation(operation):
    """Take back everything that OPERATION did (its number stands in the summary of an import)."""
    with acting_as(SYSTEM):
        try:
            left = undo(operation)
        except CannotUndo as error:
            raise click.ClickException(str(error)) from None
        commit()
    click.echo("Undone." if not left else f"Undone; {len(left)} values that changed since were left alone.")
