"""`flask attachments`: the files under the instance folder."""

import click
from flask.cli import AppGroup

from contacts.attachments.tidying import tidy as tidy_up
from contacts.web.formats import file_size

attachment_commands = AppGroup("attachments", help="Files that people attached.")


@attachment_commands.command()
def tidy():
    """Remove the bytes of deleted files that no undo can bring back, and what a crash left."""
    files, size = tidy_up()
    click.echo(f"Removed {files} files ({file_size(size)})" if files else "Nothing to remove")
