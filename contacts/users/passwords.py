"""Passwords: argon2id, and the same work whether the person exists or not."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 128

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_at_once = threading.BoundedSemaphore(2)  # each takes 19 MiB: many at once would be a way to exhaust memory
_nobody = _hasher.hash("nobody has this password")

COMMON = {"password", "passwort", "123456", "qwerty", "letmein", "welcome", "rapport", "iloveyou", "admin"}


def hash_password(password):
    with _at_once:
        return _hasher.hash(password)


def verify(password_hash, password):
    """Whether the password fits; without a hash the same time passes, so that nobody learns who exists."""
    with _at_once:
        try:
            return _hasher.verify(password_hash or _nobody, password[:LONGEST]) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def weakness(password, email):
    """What is wrong with a new password, in a sentence, or None."""
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    folded = password.casefold().strip("0123456789!?.")
    if folded in COMMON or folded == email.partition("@")[0].casefold() or len(set(password)) < 4:
        return "That one is guessed at once. Use a few unrelated words."
    return None
