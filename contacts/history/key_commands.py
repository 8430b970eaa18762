"""`flask keys`: the keys that sensitive values are sealed with."""

import click
from flask import current_app
from flask.cli import AppGroup

from contacts.access import check_keys, forget_key, record_event_now
from contacts.history.resealing import reseal_all, rows_under_other_keys, still_needed

key_commands = AppGroup("keys", help="The keys that sensitive values are sealed with.")


@key_commands.command()
def show():
    """Name the keys, the sealing one first; never the keys themselves."""
    ring = current_app.config["ENCRYPTION_KEYS"]
    for at, key_id in enumerate(ring.all()):
        click.echo(f"{key_id}  {'seals' if at == 0 else 'opens what it sealed before'}")


@key_commands.command()
def rotate():
    """Make a new key and seal everything with it, while people work. Stopped half-way, run it again."""
    ring = current_app.config["ENCRYPTION_KEYS"]
    if not rows_under_other_keys():
        if ring.path is None:
            raise click.ClickException("Everything is sealed with the first key. Put a new one in front of it first.")
        record_event_now("key_made", detail=ring.put_in_front())
        check_keys()
    with click.progressbar(length=rows_under_other_keys(), label="Sealing anew") as bar:
        done = reseal_all(lambda so_far: bar.update(so_far - bar.pos))
    click.echo(f"{done} rows are sealed with the key {ring.sealing()[0]}")


@key_commands.command()
@click.argument("key_id")
def retire(key_id):
    """Give up a key that nothing needs any more."""
    ring = current_app.config["ENCRYPTION_KEYS"]
    if key_id not in ring.all() or key_id == ring.sealing()[0] or ring.path is None:
        raise click.ClickException(f"{key_id} cannot be retired: it is unknown, in use, or kept outside of Rapport.")
    if where := still_needed(key_id):
        raise click.ClickException(f"{key_id} is still needed: {where} holds a value that it sealed.")
    forget_key(key_id)
    ring.take_away(key_id)
    click.echo(f"{key_id} is gone")
