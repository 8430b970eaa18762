"""`flask user second-factor`: for whoever holds the machine, when somebody's phone is gone."""

import click

from contacts.users import accounts
from contacts.users.commands import changing
from contacts.users.factors.queries import second_factor_of
from contacts.users.passkeys.queries import count_passkeys


@click.command("second-factor")
@click.argument("email")
@click.option("--remove", is_flag=True, help="Take it away and sign the person out everywhere.")
def second_factor(email, remove):
    """Say whether a person has a second factor and passkeys, or remove them."""
    with changing(email) as person:
        found, passkeys = second_factor_of(person.id), count_passkeys(person.id)
        if remove:
            accounts.remove_second_factor(person)
    if remove:
        click.echo(f"{email} signs in with the password alone from now on")
    elif found:
        click.echo(f"{email} has a second factor since {found.since:%Y-%m-%d}; {found.left} recovery codes are left")
    else:
        click.echo(f"{email} has no second factor")
    if passkeys and not remove:
        click.echo(f"{passkeys} passkeys sign in as well")
