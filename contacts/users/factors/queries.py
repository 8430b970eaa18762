"""Who has a second factor, and who owes a code."""

from datetime import timedelta

from sqlalchemy import exists, func, select

from contacts.access import unrestricted
from contacts.db import utcnow
from contacts.users.factors.models import HalfSignIn, RecoveryCode, SecondFactor
from contacts.users.models import User
from contacts.users.person import digest

TO_CONFIRM = timedelta(minutes=15)

# The condition for rows of `users` with a second factor: on their own, or joined in a larger statement.
HAS_ONE = exists().where(SecondFactor.user_id == User.id, SecondFactor.confirmed_at.is_not(None))
LEFT = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.user_id == SecondFactor.user_id)


def has_second_factor(user_id):
    with unrestricted("sign-in: nobody acts yet") as session:
        return session.scalar(select(HAS_ONE).where(User.id == user_id)) is True


def second_factor_of(user_id):
    """`since` and how many recovery codes are `left`, or None when it is off."""
    wanted = select(SecondFactor.confirmed_at.label("since"), LEFT.scalar_subquery().label("left"))
    wanted = wanted.where(SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None))
    with unrestricted("everybody, and whoever manages people, sees who has a second factor") as session:
        return session.execute(wanted).first()


def holders():
    """The ids of everybody who has one."""
    wanted = select(SecondFactor.user_id).where(SecondFactor.confirmed_at.is_not(None))
    with unrestricted("whoever manages people sees who has a second factor") as session:
        return set(session.scalars(wanted))


def half_of(token):
    """`user_id` and `is_kept` of whoever gave the right password with this browser and owes the code, or None."""
    wanted = select(HalfSignIn.user_id, HalfSignIn.is_kept).join(User, User.id == HalfSignIn.user_id)
    wanted = wanted.where(HalfSignIn.token_hash == digest(token), HalfSignIn.expires_at > utcnow(), User.active)
    with unrestricted("sign-in: nobody acts yet") as session:
        return session.execute(wanted).first()


def pending_of(user_id):
    """The record of a second factor that waits for its first code, or None when there is none or it is too old."""
    wanted = select(SecondFactor).where(SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_(None))
    with unrestricted("everybody is shown their own new secret") as session:
        return session.scalar(wanted.where(SecondFactor.created_at > utcnow() - TO_CONFIRM))
