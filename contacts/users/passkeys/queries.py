"""Whose passkeys there are."""

import hmac

from flask import current_app
from sqlalchemy import func, select
from webauthn.helpers import bytes_to_base64url

from contacts.access import unrestricted
from contacts.users.models import User
from contacts.users.passkeys.models import Passkey


def passkeys_of(user_id):
    """`id`, `name`, `credential_id`, `user_handle`, `created_at` and `used_at` of a person's, the newest first."""
    columns = (
        Passkey.id,
        Passkey.name,
        Passkey.credential_id,
        Passkey.user_handle,
        Passkey.created_at,
        Passkey.used_at,
    )
    wanted = select(*columns).where(Passkey.user_id == user_id).order_by(Passkey.id.desc())
    with unrestricted("everybody sees their own passkeys") as session:
        return session.execute(wanted).all()


def count_passkeys(user_id):
    with unrestricted("whoever manages people sees who has passkeys") as session:
        return session.scalar(select(func.count()).select_from(Passkey).where(Passkey.user_id == user_id))


def handle_of(user_id, passkeys):
    """What devices call the person: as those do that there are, else a name that says nothing and stays the same."""
    if passkeys:
        return passkeys[0].user_handle
    key, what = current_app.config["SECRET_KEY"].encode(), f"passkeys|{user_id}".encode()
    return bytes_to_base64url(hmac.digest(key, what, "sha256"))


def passkey_called(credential_id):
    """The passkey of somebody active, or None."""
    wanted = select(Passkey).join(User, User.id == Passkey.user_id)
    with unrestricted("sign-in: nobody acts yet") as session:
        return session.scalar(wanted.where(Passkey.credential_id == credential_id, User.active))
