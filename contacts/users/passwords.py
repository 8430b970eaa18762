"""Passwords: argon2id, the same work whether the person exists or not, and what makes a new one too weak."""

import re
import threading
import unicodedata
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from contacts.web.words import _

SHORTEST, LONGEST = 10, 128
LONGEST_TYPED = 4 * LONGEST + 1  # put together, at most four signs become one: so many are too long in any case
DISTINCT = 5  # fewer different signs than this are no password
BESIDES = 5  # as many signs must be left when what everybody knows of the person is taken away

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_at_once = threading.BoundedSemaphore(2)  # each takes 19 MiB: many at once would be a way to exhaust memory
_nobody = _hasher.hash("nobody has this password")

LINES = (Path(__file__).parent / "common_passwords.txt").read_text("utf-8").splitlines()
COMMON = frozenset(line for line in LINES if not line.startswith("#"))
LOOKALIKES = str.maketrans("013457@$!", "oleastasi")


def hash_password(password):
    with _at_once:
        return _hasher.hash(canonical(password))


def canonical(password):
    """The same signs however a keyboard puts them together: "é" in one piece or two, a wide letter, an odd space."""
    return unicodedata.normalize("NFKC", password)


def verify(password_hash, password):
    """Whether the password fits; without a hash the same time passes, so that nobody learns who exists.

    One that is too long fits nothing: a part of it never counts for the whole.
    """
    typed = canonical(password[:LONGEST_TYPED])
    if len(typed) > LONGEST:
        typed, password_hash = "", None
    with _at_once:
        try:
            return _hasher.verify(password_hash or _nobody, typed) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def weakness(password, email, name=""):
    """What is wrong with a new password, in a sentence, or None. Any signs will do, spaces too."""
    password = canonical(password)
    if len(password) < SHORTEST:
        return _("Use at least %(least)d characters.", least=SHORTEST)
    if len(password) > LONGEST:
        return _("Use at most %(most)d characters.", most=LONGEST)
    folded = password.casefold()
    if is_common(folded) or is_pattern(folded):
        return _("That one is guessed at once. Use a few unrelated words.")
    if is_about(folded, email.casefold(), name.casefold()):
        return _("Your name, your address and ours are guessed first. Use a few unrelated words.")
    return None


def is_common(folded):
    """Whether it is one of the common ones, as it is, without what stands around its letters, or in disguise."""
    bare = re.sub(r"\W|_", "", folded)
    forms = {folded, bare, folded.translate(LOOKALIKES)}
    forms |= {re.sub(r"^[\W\d_]+|[\W\d_]+$", "", form) for form in (folded, bare)}
    forms |= {form.translate(LOOKALIKES) for form in forms}
    return not COMMON.isdisjoint(forms)


def is_pattern(folded):
    """One piece again and again, a run such as "abcdefghij", or hardly any different signs."""
    steps = {ord(after) - ord(before) for before, after in pairwise(folded)}
    repeats = folded in (folded + folded)[1:-1]
    return repeats or len(steps) == 1 or len(set(folded)) < DISTINCT


def is_about(folded, email, name):
    """Whether hardly anything is left of it without the person's name and address, and the workspace's name."""
    local, _at, domain = email.partition("@")
    words = [email, local, domain.partition(".")[0], name, current_app.config["WORKSPACE"].casefold()]
    pieces = {piece for word in words for piece in (word, *re.split(r"[\W_]+", word)) if len(piece) > 2}
    for piece in sorted(pieces, key=len, reverse=True):
        folded = folded.replace(piece, "")
    return len(re.sub(r"[\W_]", "", folded)) < BESIDES
