"""`flask doctor`: is this installation well? The engine, the walls, the schema, and what the page of integrity looks at
in the newest rows, in all of them.
"""

import contextlib
import json
import sys

import click
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contacts.access import SYSTEM, acting_as, modes
from contacts.data_model.actions import REPAIRS, repair
from contacts.data_model.integrity import BROKEN, CHECKS, results, unused_fields
from contacts.data_model.live import live_schema
from contacts.data_model.looking import MOST
from contacts.db import OPEN, engine_for
from contacts.db.sqlite import add_functions, is_safe, pick_driver
from contacts.web.unit import commit

ALSO = "Also: `flask access report`, `flask history verify` and `flask stats check`."


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.option(
    "--repair", "name", type=click.Choice(list(REPAIRS)), help="Put right what this check finds, and no more."
)
@with_appcontext
def doctor(as_json, name):
    """Look at the engine, the schema and every row. Exit status 1 when something is broken."""
    if name:
        click.echo(repaired(CHECKS[name]))
        return
    try:
        lines = list(told())
    except DBAPIError as error:
        raise click.ClickException(f"The database does not answer as it should: {error.orig}") from None
    if as_json:
        click.echo(json.dumps([dict(zip(("state", "what"), line, strict=True)) for line in lines], ensure_ascii=False))
    else:
        click.echo("\n".join([*(f"{state:7} {what}" for state, what in lines), "", ALSO]))
    sys.exit(1 if any(state == "BROKEN" for state, _what in lines) else 0)


def repaired(check):
    """Put right what a check finds in all rows, at most so many at a time. Returns what was done, in a sentence."""
    with acting_as(SYSTEM):
        number, operation = repair(check, live_schema().schema, None)
        commit()
    undo = f" `flask undo {operation}` takes it back." if operation else ""
    again = " There may be more: run it again." if number >= MOST else ""
    return f"{check.title}: {number} put right.{undo}{again}"


def told():
    """(state, sentence): the state is "ok", "look" or "BROKEN"."""
    yield from about_engine()
    live = live_schema()
    yield about_version(live.version)
    with acting_as(SYSTEM, writes=False):
        yield from map(about_result, results(live.schema, None))
        unused = [f"{table}.{column}" for table, column in unused_fields(live.schema)]
    yield ("look" if unused else "ok"), f"Fields that nobody fills in: {', '.join(unused) or 'none'}"


def about_engine():
    url = current_app.config["DATABASE"]
    if url.get_backend_name() == "sqlite":
        yield from about_sqlite(url)
    else:
        with engine_for(url, OPEN, False).connect() as connection:
            yield "ok", f"Postgres {connection.scalar(text('SHOW server_version'))}"
    mode = modes.mode_of(url)
    yield "ok", f"Guard: {mode}. What it does not stop: {modes.DOES_NOT_STOP[mode]}"


def about_sqlite(url):
    """Its version and the file, by a connection of its own: in a pooled one FTS5 checks what it remembers."""
    driver = pick_driver()
    known = driver.sqlite_version_info
    flaw = "" if is_safe(known) else "; it can corrupt its log (fixed in 3.51.3): install pysqlite3"
    yield ("look" if flaw else "ok"), f"SQLite {'.'.join(map(str, known))}{flaw}"
    with contextlib.closing(driver.connect(url.database)) as connection:
        add_functions(connection)
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    yield ("ok" if sound == "ok" else "BROKEN"), f"The file: {sound}"


def about_version(version):
    newest = ScriptDirectory(current_app.extensions["migrate"].directory).get_current_head()
    if version == newest:
        return "ok", f"The schema is at version {version}"
    return "BROKEN", f"The schema is at version {version}, and this Rapport needs {newest}: run `flask db upgrade`"


def about_result(result):
    """One check; what is only advice breaks nothing."""
    if not result.count:
        return "ok", f"{result.check.title}: none"
    many = f"more than {MOST}" if result.is_more else str(result.count)
    return ("BROKEN" if result.check.sort == BROKEN else "look"), f"{result.check.title}: {many}. {result.check.fix}"
