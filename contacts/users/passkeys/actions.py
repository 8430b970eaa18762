"""Adding a passkey, signing in with one, and removing it."""

from flask_login import current_user
from sqlalchemy import delete, update

from contacts.access import elevate, record_event, record_event_now, unrestricted
from contacts.db import db, utcnow
from contacts.users.models import SignIn
from contacts.users.passkeys.ceremony import NotProven, counted, named_in, registered
from contacts.users.passkeys.challenges import take_challenge
from contacts.users.passkeys.models import PASSKEY, Passkey
from contacts.users.passkeys.queries import handle_of, passkey_called, passkeys_of
from contacts.users.person import digest


def add_passkey(name, answer):
    """Keep the passkey that this browser's device made. Raises NotProven."""
    made = registered(answer, take_challenge(current_user.id))
    if passkey_called(made["credential_id"]):
        raise NotProven
    handle = handle_of(current_user.id, passkeys_of(current_user.id))
    elevate("passkeys are readable to no role's connection")
    db.session.add(Passkey(user_id=current_user.id, name=name, user_handle=handle, **made))
    db.session.flush()
    record_event("passkey_added", person_id=current_user.id, detail=name)


def check_passkey(answer):
    """The id of whoever this answer of a device signs in. Raises NotProven."""
    challenge, passkey = take_challenge(), None
    try:
        credential_id, handle = named_in(answer)
        passkey = passkey_called(credential_id)
        if passkey is None or handle != passkey.user_handle:
            raise NotProven
        count(passkey, counted(answer, challenge, passkey))
    except NotProven:
        record_event_now("passkey_refused", person_id=passkey and passkey.user_id)
        raise
    record_event_now("passkey_used", person_id=passkey.user_id, detail=passkey.name)
    return passkey.user_id


def count(passkey, answers):
    """Remember how often the device has answered. Raises NotProven when another answer was faster."""
    as_known = update(Passkey).where(Passkey.id == passkey.id, Passkey.sign_count == passkey.sign_count)
    with unrestricted("sign-in: nobody acts yet", writes=True) as session:
        if session.execute(as_known.values(sign_count=answers, used_at=utcnow())).rowcount != 1:
            raise NotProven


def remove_passkey(passkey):
    """One of one's own. Every other browser that was signed in with a passkey is signed out."""
    elevate("passkeys are readable to no role's connection")
    db.session.execute(delete(Passkey).where(Passkey.id == passkey.id, Passkey.user_id == current_user.id))
    others = delete(SignIn).where(SignIn.user_id == current_user.id, SignIn.means == PASSKEY)
    db.session.execute(others.where(SignIn.token_hash != digest(current_user.token)))
    record_event("passkey_removed", person_id=current_user.id, detail=passkey.name)


def forget_passkeys(user_id):
    """All of a person's. Within an elevated unit. Returns how many."""
    return db.session.execute(delete(Passkey).where(Passkey.user_id == user_id)).rowcount
