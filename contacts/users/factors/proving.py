"""Proving who one is, once more or with the second step. A code works once, whoever is faster."""

from flask_login import current_user
from sqlalchemy import delete, func, select, update

from contacts.access import record_event_now, unrestricted
from contacts.users import throttle
from contacts.users.factors.codes import hashed, step_of
from contacts.users.factors.models import RecoveryCode, SecondFactor
from contacts.users.own_account import knows_password
from contacts.web.words import _


def refusal(form):
    """None when password and (where the form has one) code are those of whoever is signed in; else the status.

    The form then says what is wrong. A right code is used up.
    """
    if not form.validate():
        return 422
    me, kinds = current_user.id, ("password", "code") if "code" in form else ("password",)
    if throttle.minutes_to_wait(**dict.fromkeys(kinds, me)):
        form.refuse("present", _("Too many tries. Wait a few minutes."))
        return 429
    if not knows_password(form.present.data):
        form.refuse("present", _("That is not your password."))
    elif "code" in form and not use_code(me, form.code.data):
        form.refuse("code", _("That code is not right, or it was used already."))
    return 422 if form.errors else None


def use_code(user_id, typed):
    """Whether this is a code of theirs, from the app or a recovery code. A right one is used up, a wrong one noted."""
    with unrestricted("no role's connection reads what codes are made of", writes=True) as session:
        is_right, left = use_app_code(session, user_id, typed), None
        if not is_right:
            is_right, left = use_recovery_code(session, user_id, typed)
    if not is_right:
        record_event_now("second_factor_failed", person_id=user_id)
        return False
    if left is not None:
        record_event_now("recovery_code_used", person_id=user_id, detail=f"{left} left")
    throttle.forgive(code=user_id)
    return True


def use_app_code(session, user_id, typed):
    mine = select(SecondFactor).where(SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None))
    factor = session.scalar(mine)
    step = factor and step_of(factor.secret, typed)
    if step is None:
        return False
    used = update(SecondFactor).where(SecondFactor.id == factor.id, SecondFactor.last_step < step)
    return session.execute(used.values(last_step=step)).rowcount == 1


def use_recovery_code(session, user_id, typed):
    """`(whether it was one, how many are left)`."""
    mine = RecoveryCode.user_id == user_id
    used = session.execute(delete(RecoveryCode).where(mine, RecoveryCode.code_hash == hashed(user_id, typed)))
    if used.rowcount != 1:
        return False, None
    return True, session.scalar(select(func.count()).select_from(RecoveryCode).where(mine))
