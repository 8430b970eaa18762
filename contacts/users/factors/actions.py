"""What people do with their own second factor: turn it on and off, and have new recovery codes made."""

from flask_login import current_user
from sqlalchemy import delete, insert, update

from contacts.access import elevate, record_event
from contacts.db import db, utcnow
from contacts.users.factors.codes import hashed, new_recovery_codes, new_secret, step_of
from contacts.users.factors.models import RecoveryCode, SecondFactor
from contacts.users.links import end_sessions


def start():
    """A new secret for the person's app. It counts once `turn_on` has seen a code made of it."""
    elevate("a second factor is readable to no role's connection")
    mine = SecondFactor.user_id == current_user.id
    db.session.execute(delete(SecondFactor).where(mine, SecondFactor.confirmed_at.is_(None)))
    db.session.add(SecondFactor(user_id=current_user.id, secret=new_secret()))


def turn_on(pending, typed):
    """The recovery codes, to be shown once; None when the code is wrong. It ends every other session."""
    step = step_of(pending.secret, typed)
    if step is None:
        return None
    elevate("a second factor is readable to no role's connection")
    unconfirmed = update(SecondFactor).where(SecondFactor.id == pending.id, SecondFactor.confirmed_at.is_(None))
    if db.session.execute(unconfirmed.values(confirmed_at=utcnow(), last_step=step)).rowcount != 1:
        return None
    end_sessions(current_user.id, keep=current_user.token)
    record_event("second_factor_on", person_id=current_user.id)
    return give_recovery_codes()


def turn_off():
    elevate("a second factor is readable to no role's connection")
    forget_second_factor(current_user.id)
    record_event("second_factor_off", person_id=current_user.id)


def renew_recovery_codes():
    """Fresh ones, to be shown once; those before them stop working."""
    elevate("a second factor is readable to no role's connection")
    record_event("recovery_codes_made", person_id=current_user.id)
    return give_recovery_codes()


def give_recovery_codes():
    codes, user_id = new_recovery_codes(), current_user.id
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    db.session.execute(insert(RecoveryCode), [{"user_id": user_id, "code_hash": hashed(user_id, c)} for c in codes])
    return codes


def forget_second_factor(user_id):
    """Nobody is asked for a code any more. Within an elevated unit. Returns whether there was one."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    return db.session.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id)).rowcount == 1
