"""Challenges lie here, not in the browser: each is good once, for five minutes, in the browser that it was made for."""

import secrets
from datetime import timedelta

from flask import session
from sqlalchemy import delete

from contacts.access import unrestricted
from contacts.db import utcnow
from contacts.users.passkeys.models import PasskeyChallenge
from contacts.users.person import digest

LASTS = timedelta(minutes=5)
HERE = "passkey_challenge"  # its name in the cookie


def new_challenge(user_id=None):
    """Bytes to be signed: by whom `user_id` names, who adds a passkey, or by whoever signs in."""
    token, now = secrets.token_urlsafe(32), utcnow()
    with unrestricted("a challenge is readable to no role's connection", writes=True) as writing:
        writing.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at <= now))
        writing.add(PasskeyChallenge(challenge_hash=digest(token), user_id=user_id, expires_at=now + LASTS))
    session[HERE] = token
    return token.encode()


def take_challenge(user_id=None):
    """The bytes that were to be signed, used up by this; None when they were already, or it took too long."""
    token = session.pop(HERE, "")
    mine = PasskeyChallenge.user_id == user_id if user_id else PasskeyChallenge.user_id.is_(None)
    used = delete(PasskeyChallenge).where(PasskeyChallenge.challenge_hash == digest(token), mine)
    with unrestricted("a challenge is readable to no role's connection", writes=True) as writing:
        is_good = writing.execute(used.where(PasskeyChallenge.expires_at > utcnow())).rowcount == 1
    return token.encode() if is_good else None
