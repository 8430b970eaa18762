"""What is said to devices and what they answer (WebAuthn). Answers are anybody's words until they are checked here."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import webauthn
from flask import current_app
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from contacts.users.passkeys.challenges import LASTS
from contacts.users.passkeys.queries import handle_of
from contacts.web.outside import own_address

MILLISECONDS = int(LASTS.total_seconds() * 1000)
PORTS = {"https": 443, "http": 80}


class NotProven(Exception):
    """The answer proves nothing: broken, of another place, signed too late or for the second time."""


@dataclass(frozen=True)
class Place:
    """Where passkeys are good: `id` (a host name) and `origin`, as browsers write them."""

    id: str
    origin: str


def place():
    """Ours, by what we know ourselves and never by the request alone. None when passkeys cannot work here."""
    address = urlsplit(own_address() or "")
    host = address.hostname or ""
    if not host or is_number(host) or not (address.scheme == "https" or host == "localhost"):
        return None
    port = f":{address.port}" if address.port not in (None, PORTS.get(address.scheme)) else ""
    return Place(host, f"{address.scheme}://{host}{port}")


def is_number(host):
    """Whether it is an IP address: browsers take passkeys for names only."""
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def creation(person, known, challenge):
    """The options by which a browser makes a passkey, as JSON. `known`: those that the person has already."""
    options = webauthn.generate_registration_options(
        rp_id=place().id,
        rp_name=current_app.config["WORKSPACE"],
        user_id=base64url_to_bytes(handle_of(person.id, known)),
        user_name=person.email,
        user_display_name=person.name,
        challenge=challenge,
        timeout=MILLISECONDS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential_id)) for one in known],
    )
    return webauthn.options_to_json(options)


def request_for(challenge):
    """The options by which a browser asks for any passkey that is good here, as JSON."""
    must = UserVerificationRequirement.REQUIRED
    options = webauthn.generate_authentication_options(
        rp_id=place().id, challenge=challenge, timeout=MILLISECONDS, user_verification=must
    )
    return webauthn.options_to_json(options)


def registered(answer, challenge):
    """`credential_id`, `public_key` and `sign_count` of a passkey that was made. Raises NotProven."""
    found = checked(webauthn.verify_registration_response, answer, challenge, require_user_verification=True)
    kept = {"credential_id": found.credential_id, "public_key": found.credential_public_key}
    return {**{name: bytes_to_base64url(value) for name, value in kept.items()}, "sign_count": found.sign_count}


def named_in(answer):
    """`(credential id, user handle)` that an answer claims. Raises NotProven."""
    try:
        credential = parse_authentication_credential_json(answer)
        return bytes_to_base64url(credential.raw_id), bytes_to_base64url(credential.response.user_handle or b"")
    except Exception as error:  # whatever a stranger sends
        raise NotProven from error


def counted(answer, challenge, passkey):
    """How often the device has answered by now, when this is its answer. Raises NotProven."""
    known = {
        "credential_public_key": base64url_to_bytes(passkey.public_key),
        "credential_current_sign_count": passkey.sign_count,
    }
    verify = webauthn.verify_authentication_response
    return checked(verify, answer, challenge, require_user_verification=True, **known).new_sign_count


def checked(verify, answer, challenge, **known):
    here = place()
    if challenge is None or here is None:
        raise NotProven
    try:
        expected = {"expected_challenge": challenge, "expected_rp_id": here.id, "expected_origin": here.origin}
        return verify(credential=answer, **expected, **known)
    except Exception as error:  # the library raises its own and, deep in what a stranger sent, any other
        raise NotProven from error
