"""Reads email addresses and phone numbers as people type them."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask import current_app

from contacts.web.words import _

LONGEST_NUMBER = 60


class NotReachable(ValueError):
    """Why this cannot be an address or a number, in one sentence."""


def read_email(text):
    """`(value, folded)`: as typed, and for lookup in lower case with the host in ASCII. Raises NotReachable."""
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise NotReachable(_("Write it like name@example.com.")) from None
    return text, f"{found.local_part}@{found.ascii_domain or found.domain}".lower()


def read_phone(text, country=None):
    """`(value, E.164 or None)`: a number that its country does not know is kept as typed. Raises NotReachable."""
    if sum(sign.isdigit() for sign in text) < 3 or len(text) > LONGEST_NUMBER:
        raise NotReachable(_("Write the digits, for example +49 30 5550142."))
    try:
        number = phonenumbers.parse(text, country or current_app.config["COUNTRY"])
    except phonenumbers.NumberParseException:
        return text, None
    is_valid = phonenumbers.is_valid_number(number)
    return text, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if is_valid else None


def as_email(text):
    """The address as typed, or NotReachable."""
    return read_email(text)[0]


def as_phone(text):
    """The number as typed, or NotReachable."""
    return read_phone(text)[0]
