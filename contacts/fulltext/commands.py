"""`flask search`: write the index anew, or prove that it says what the rows say."""

import click
from flask.cli import AppGroup

from contacts.access import unrestricted
from contacts.fulltext.index import differing
from contacts.fulltext.index import rebuild as write_anew

search_commands = AppGroup("search", help="The index that words are found by.")


@search_commands.command()
def check():
    """Compare the index with the rows it was made from."""
    with unrestricted("the index is compared whole", writes=True) as session:
        wrong = differing(session.connection())
        session.rollback()
    if wrong:
        raise click.ClickException(f"These differ: {', '.join(wrong)}; `flask search rebuild` writes them anew.")
    click.echo("The index says what the rows say")


@search_commands.command()
def rebuild():
    """Write the index anew."""
    with unrestricted("the index is written whole", writes=True) as session:
        write_anew(session.connection())
    click.echo("The index is written anew")
