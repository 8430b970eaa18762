"""`flask demo`: fill an instance with invented customers."""

from datetime import UTC, datetime

import click

from contacts.access import SYSTEM, acting_as
from contacts.demo.loading import load


@click.command()
@click.option("--customers", type=click.IntRange(1), default=200, show_default=True, help="How many to invent.")
@click.option("--seed", default=1, show_default=True, help="The same seed invents the same people.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day they live in; today when left out.")
def demo(customers, seed, today):
    """Add invented customers with everything that hangs on them."""
    with acting_as(SYSTEM):
        added = load(customers, seed, (today or datetime.now(UTC)).date())
    click.echo(f"Invented {customers} customers")
    if added:
        emails, password = added
        click.echo(f"These can sign in with the password {password} (shown only this once): {', '.join(emails)}")
