"""What a person sees of their own account."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from contacts.access import unrestricted
from contacts.users.browsers import browser_name
from contacts.users.models import PASSWORD, SignIn, User
from contacts.users.person import digest


@dataclass(frozen=True)
class Session:
    """One browser somebody is signed in with; `handle` names it without giving its token away."""

    token_hash: str
    handle: str
    browser: str
    address: str | None
    created_at: datetime
    seen_at: datetime
    means: str | None  # how it was signed in, when not by password
    is_here: bool


def own_account(user_id):
    """The person's record, read only."""
    with unrestricted("everybody reads their own account") as session:
        return session.get(User, user_id)


def sessions_of(person):
    """Where this person (of `users.person`) is signed in, the last used first."""
    here = digest(person.token)
    wanted = select(SignIn).where(SignIn.user_id == person.id).order_by(SignIn.seen_at.desc(), SignIn.token_hash)
    with unrestricted("everybody sees where they are signed in") as session:
        return [described(row, here) for row in session.scalars(wanted)]


def described(row, here):
    handle = digest(f"handle of {row.token_hash}")[:16]
    is_here = row.token_hash == here
    seen = (browser_name(row.browser), row.address, row.created_at, row.seen_at)
    means = None if row.means == PASSWORD else row.means
    return Session(row.token_hash, handle, *seen, means, is_here)
