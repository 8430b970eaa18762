"""Codes: six digits that change every half minute (TOTP, RFC 6238), and recovery codes for the day the phone is gone.

Pure functions.
"""

import hashlib
import hmac
import secrets
import unicodedata
from time import time

import pyotp
import segno

SECONDS = 30
DRIFT = 1  # steps that a phone's clock may be ahead or behind
RECOVERY_CODES = 10
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # without those that look like another
LOOKALIKES = str.maketrans("oil", "011")


def new_secret():
    """160 bits in base 32, as apps want it."""
    return pyotp.random_base32()


def fold(typed):
    """What was typed without its spaces and dashes, in lower case and ASCII."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed).lower() if sign.isalnum())


def step_of(secret, typed):
    """The number of the half minute that this code belongs to, when that is about now; else None."""
    code, totp, now = fold(typed).encode(), pyotp.TOTP(secret), int(time()) // SECONDS
    steps = range(now - DRIFT, now + DRIFT + 1)
    return next((step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), code)), None)


def address_of(secret, email, workspace):
    """What the QR code says: `otpauth://totp/…`."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=workspace)


def picture_of(address):
    """A QR code as SVG without any style of its own, dark on light in both schemes: cameras want it so."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(scale=5, border=3, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True)


def new_recovery_codes():
    """Ten codes of 80 random bits, such as "k7mq-2xwt-9fhd-3rbn"."""
    return ["-".join(four_signs() for _group in range(4)) for _code in range(RECOVERY_CODES)]


def four_signs():
    return "".join(secrets.choice(SIGNS) for _sign in range(4))


def hashed(user_id, typed):
    """What the database keeps of a recovery code: nobody else's fits, and 80 bits are not guessed back."""
    code = fold(typed).translate(LOOKALIKES)
    return hashlib.sha256(f"recovery code|{user_id}|{code}".encode()).hexdigest()
