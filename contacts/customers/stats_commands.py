"""`flask stats`: prove that the derived figures equal a recount, or make them so."""

import click
from flask.cli import AppGroup
from sqlalchemy import text

from contacts.access import unrestricted
from contacts.customers.stats import KEPT, recompute_all

stats_commands = AppGroup("stats", help="Figures derived from purchases and conversations.")


def figures(session):
    """Sorted here: their keys are all of one table's first columns, and differ in number."""
    return [sorted(session.execute(text(f"SELECT * FROM {table} {where}")).all()) for table, where in KEPT.items()]


@stats_commands.command()
def check():
    """Recount everything and compare with what the triggers kept."""
    with unrestricted("derived figures are compared whole", writes=True) as session:
        kept = figures(session)
        recompute_all(session)
        recounted = figures(session)
        session.rollback()
    if kept != recounted:
        raise click.ClickException("Some figures differ from a recount; `flask stats rebuild` writes them anew.")
    click.echo("All figures equal a recount")


@stats_commands.command()
def rebuild():
    """Write every figure anew."""
    with unrestricted("derived figures are written whole", writes=True) as session:
        recompute_all(session)
    click.echo("All figures are written anew")
