"""Brings an instance into a state to be used: migrated, with an administrator, perhaps with demo data."""

import getpass
import json
import secrets
import subprocess
import sys

import bootstrap

GENERATED_EMAIL = "admin@example.com"
DEMO_CUSTOMERS = 200


def prepare_instance(demo):
    """Migrate; on an instance without users make an administrator; fill it with demo data if wanted."""
    flask("db", "upgrade")
    status = instance_status()
    is_new = status["users"] == 0
    if is_new:
        add_administrator()
    if status["customers"] == 0 and (demo or (is_new and wants_demo())):
        flask("demo", "--customers", str(DEMO_CUSTOMERS), "--seed", "1")


def instance_status():
    """How many users and customers there are: {"users": …, "customers": …}."""
    answer = flask("instance", "status", "--json", stdout=subprocess.PIPE).stdout
    return json.loads(answer.splitlines()[-1])


def flask(*command, **options):
    """Run one of the application's commands; ends the program if it fails (the command has said why)."""
    done = bootstrap.run("-m", "flask", "--app", "app", *command, text=True, **options)
    if done.returncode:
        sys.exit(f"`flask {' '.join(command)}` failed.")
    return done


def add_administrator():
    """Ask who it is, as often as it takes; with nobody to ask, generate a password and show it this once."""
    if not at_terminal():
        password = secrets.token_urlsafe(12)
        if not create_user(GENERATED_EMAIL, password):
            sys.exit("Could not create an administrator.")
        print(
            f"\n  Sign in as {GENERATED_EMAIL}\n  password   {password}   (shown only this once)\n",
            flush=True,
        )
        return
    print("\nNobody can sign in yet: who is the administrator?")
    while not create_user(ask("Email: "), ask_password()):
        pass


def create_user(email, password):
    """True if the application accepted them; otherwise it has said why."""
    command = ("-m", "flask", "--app", "app", "user", "add", email, "--role", "administrator")
    return bootstrap.run(*command, input=password + "\n", text=True).returncode == 0


def wants_demo():
    question = "Fill it with invented customers to look around? [y/N] "
    return at_terminal() and ask(question).lower() in ("y", "yes")


def at_terminal():
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question):
    try:
        return input(question).strip()
    except EOFError:
        raise KeyboardInterrupt from None


def ask_password():
    """A password typed twice alike."""
    while True:
        try:
            first, second = getpass.getpass("Password: "), getpass.getpass("The same again: ")
        except EOFError:
            raise KeyboardInterrupt from None
        if first == second:
            return first
        print("The two differ.")
