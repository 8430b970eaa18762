"""Holds back guessing: so many tries in a quarter of an hour for an account and for an address, across restarts."""

import hashlib
import time
from ipaddress import ip_address, ip_network

from sqlalchemy import text

from contacts.access import unrestricted

WINDOW = 15 * 60 * 1000  # milliseconds
# Signing in: by account and by network address, then the code of the second factor. A password asked for again, by
# whoever is signed in. A mailed link. A challenge for a passkey.
TRIES = {"account": 5, "address": 20, "code": 5, "password": 5, "forgotten": 3, "passkey": 30}

# GCRA in one statement: it gives a row only when the try is allowed. Raw, because both engines spell it alike.
CLAIM = text(
    """INSERT INTO throttles (name, arrives_at) VALUES (:name, :now + :step)
    ON CONFLICT (name) DO UPDATE SET arrives_at =
      CASE WHEN throttles.arrives_at > :now THEN throttles.arrives_at ELSE :now END + :step
    WHERE CASE WHEN throttles.arrives_at > :now THEN throttles.arrives_at ELSE :now END + :step <= :now + :window
    RETURNING arrives_at"""
)


def minutes_to_wait(**tries):
    """None when this try is allowed, else after how many minutes the next one is: `account="ada@…", address="::1"`."""
    now = int(time.time() * 1000)
    with unrestricted("sign-in: nobody acts yet", writes=True) as session:
        for kind, value in tries.items():
            step = WINDOW // TRIES[kind]
            claim = {"name": name(kind, value), "now": now, "step": step, "window": WINDOW}
            if session.execute(CLAIM, claim).first() is None:
                return step // 60_000 + 1
    return None


def forgive(**tries):
    """What was right clears the count: `account="ada@…"`."""
    with unrestricted("sign-in: nobody acts yet", writes=True) as session:
        for kind, value in tries.items():
            session.execute(text("DELETE FROM throttles WHERE name = :name"), {"name": name(kind, value)})


def spare(**tries):
    """A try that was right does not count: `address="::1"`. A whole office may sign in from one address at nine."""
    with unrestricted("sign-in: nobody acts yet", writes=True) as session:
        for kind, value in tries.items():
            given = {"name": name(kind, value), "step": WINDOW // TRIES[kind]}
            session.execute(text("UPDATE throttles SET arrives_at = arrives_at - :step WHERE name = :name"), given)


def network(address):
    """Whoever has an IPv6 address has all 2^64 of its network: they count as one."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return address if known.version == 4 else known.ipv4_mapped or ip_network((known, 64), strict=False)


def name(kind, value):
    """Hashed: the table says nothing about who tried."""
    value = network(value) if kind in ("address", "passkey") else value
    return f"{kind}:{hashlib.sha256(str(value).lower().encode()).hexdigest()}"
