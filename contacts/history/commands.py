"""`flask ledger` and `flask history`: keep the triggers in step, and prove that nobody touched the past."""

import click
from flask import current_app
from flask.cli import AppGroup

from contacts.db import OPEN, engine_for
from contacts.history.chain import broken_links
from contacts.history.triggers import sync as sync_triggers

ledger_commands = AppGroup("ledger", help="The triggers that write the history.")
history_commands = AppGroup("history", help="What was changed, and by whom.")


@ledger_commands.command()
def sync():
    """Make the ledger's triggers anew from the tables' columns."""
    with engine_for(current_app.config["DATABASE"], OPEN, True).begin() as connection:
        tables = sync_triggers(connection)
    click.echo(f"{tables} tables are remembered")


@history_commands.command()
def verify():
    """Recompute the chain of hashes and name the operations that were altered."""
    broken = broken_links()
    if broken:
        raise click.ClickException(f"altered after they were written: operations {', '.join(map(str, broken))}")
    click.echo("The history is whole")
