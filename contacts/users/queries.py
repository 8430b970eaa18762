"""Who is signed in, and who could be."""

from datetime import timedelta
from functools import partial

from flask import current_app
from sqlalchemy import func, select, update

from contacts.access import Role, Team, current_actor, fetch, may, mine, record_event_now, sees, unrestricted
from contacts.db import db, utcnow
from contacts.users.factors.queries import HAS_ONE, holders
from contacts.users.models import PASSWORD, AccountLink, SignIn, User
from contacts.users.person import Person, digest
from contacts.web.filters import role_name
from contacts.web.listing import Listing, Order
from contacts.web.words import _

IDLE = timedelta(hours=12)
TOUCH = timedelta(minutes=10)

viewed = Role.__table__.alias("viewed")
# Who signed in elsewhere was asked for a second factor there, or not.
OWES = Role.requires_second_factor & (SignIn.means == PASSWORD) & ~HAS_ONE
WHO = (
    select(User.id, User.name, User.email, User.team_id, User.locale, User.time_zone)
    .add_columns(Role.id.label("role_id"), Role.version.label("role_version"), Role.name.label("role"))
    .add_columns(SignIn.created_at, SignIn.seen_at, SignIn.is_kept, SignIn.viewing_role_id)
    .add_columns(viewed.c.id.label("viewed_id"), viewed.c.version.label("viewed_version"))
    .add_columns(OWES.label("owes_second_factor"))
    .join(SignIn, SignIn.user_id == User.id)
    .join(Role, Role.id == User.role_id)
    .outerjoin(viewed, viewed.c.id == SignIn.viewing_role_id)
    .where(User.active)
)


def person_of(token):
    """The person whose browser holds this token, or None when it is unknown, idle too long or signed out."""
    now = utcnow()
    with unrestricted("sign-in: nobody acts yet") as session:
        row = session.execute(WHO.where(SignIn.token_hash == digest(token))).first()
    if row is None or is_over(row, now):
        return None
    if now - row.seen_at > TOUCH:
        touch(token, now)
    person = Person(token, row)
    if row.viewing_role_id is not None and person.viewing is None:
        forget_viewing(person)
    return person


def is_over(session, now):
    """A kept session ends after two weeks, any other one when it was idle for half a day too."""
    lifetime = current_app.config["PERMANENT_SESSION_LIFETIME"]
    return now - session.created_at > lifetime or (not session.is_kept and now - session.seen_at > IDLE)


def touch(token, now):
    with unrestricted("sign-in: a session in use stays alive", writes=True) as session:
        session.execute(update(SignIn).where(SignIn.token_hash == digest(token)).values(seen_at=now))


def forget_viewing(person):
    """The role they viewed as is gone, or they may not view as it any more."""
    with unrestricted("sign-in: viewing as a role ends with the right to it", writes=True) as session:
        session.execute(update(SignIn).where(SignIn.token_hash == digest(person.token)).values(viewing_role_id=None))
    record_event_now("view_as_ended", person_id=person.id, detail="by itself: the role or the right to it is gone")


def credentials_of(email):
    """`(id, password hash)` of an active person, or None."""
    with unrestricted("sign-in: nobody acts yet") as session:
        wanted = select(User.id, User.password_hash).where(User.email == email.lower(), User.active)
        return session.execute(wanted).first()


def active_person(email):
    """`id`, `name`, `email` and `invited_at` of whoever may sign in with this address, or None."""
    wanted = select(User.id, User.name, User.email, User.invited_at).where(User.email == email.lower(), User.active)
    with unrestricted("a forgotten password: nobody acts yet") as session:
        return session.execute(wanted).first()


def user_by_email(session, email):
    return session.scalar(select(User).where(User.email == email.lower()))


def email_is_taken(email, but=None):
    """Whether somebody else than the person with the id `but` has this address."""
    return db.session.scalar(select(User.id).where(User.email == email, User.id != (but or 0))) is not None


def count_users():
    with unrestricted("an instance without users needs an administrator") as session:
        return session.scalar(select(func.count()).select_from(User))


def people(also_left=False):
    """`[(id, name)]` of everybody active, to choose an owner or assignee from; or of everybody, to name them."""
    wanted = select(User.id, User.name).order_by(User.name)
    with unrestricted("names of colleagues are no secret") as session:
        return session.execute(wanted if also_left else wanted.where(User.active)).all()


def ask_people():
    """The same, asked for together with what else a page needs (see db.together), where the role reads the names."""
    if not (sees("users.name") and sees("users.active")):
        return people()
    return (yield {"people": select(User.id, User.name).where(User.active).order_by(User.name)})["people"]


def owners_for(kind, record=None):
    """`[(id, name)]` to choose whose a record of `kind` is, nobody first; a new one stays within the actor's reach.

    Whoever may edit a record may hand it on to anybody.
    """
    actor, scope = current_actor(), "all" if record is not None else may("create", kind)
    if scope == "all" or scope is None:
        return [("", _("Nobody")), *people()]
    with unrestricted("names of colleagues are no secret") as session:
        reached = select(User.id, User.name).where(User.active, mine(User.id, actor, scope))
        return session.execute(reached.order_by(User.name)).all()


def link_of(token):
    """Whose password this link sets, while it works: `user_id`, `name`, `email`, `purpose`, `invited_at`. Else None."""
    wanted = (
        select(AccountLink.token_hash, AccountLink.purpose, AccountLink.user_id)
        .add_columns(User.name, User.email, User.invited_at)
        .join(User, User.id == AccountLink.user_id)
        .where(AccountLink.token_hash == digest(token), AccountLink.expires_at > utcnow(), User.active)
    )
    with unrestricted("a link is opened before anybody signed in") as session:
        return session.execute(wanted).first()


def get_person(id, verb="read"):
    return fetch(User, id, verb)


def list_people():
    """One page of people by name, with the filters of the URL."""
    statement = (
        select(User.id, User.name, User.email, User.active, User.invited_at)
        .add_columns(Role.name.label("role"), Team.name.label("team"))
        .join(Role, Role.id == User.role_id)
        .outerjoin(Team, Team.id == User.team_id)
    )
    orders = {"name": Order(func.lower(User.name), User.id), "email": Order(User.email, User.id)}
    with_factor, filters = holders(), ("role", "state", "factor")
    narrow = partial(narrowed, with_factor=with_factor)
    listing = Listing("people", statement, orders, "name", filters=filters, narrow=narrow)
    listing.with_factor, listing.last_seen = with_factor, last_seen([row.id for row in listing.rows])
    return listing


def narrowed(statement, with_factor, q="", role=None, state=None, factor=None):
    for word in q.split()[:8]:
        words = User.name.icontains(word, autoescape=True) | User.email.icontains(word, autoescape=True)
        statement = statement.where(words)
    if role and role.isdecimal():
        statement = statement.where(User.role_id == int(role[:9]))
    conditions = {
        "active": User.active & User.invited_at.is_(None),
        "invited": User.active & User.invited_at.is_not(None),
        "inactive": ~User.active,
        "with": User.id.in_(with_factor),
        "without": User.id.not_in(with_factor),
    }
    return statement.where(*(conditions[asked] for asked in (state, factor) if asked in conditions))


def last_seen(ids):
    """`{user id: moment}` of those who have a session."""
    wanted = select(SignIn.user_id, func.max(SignIn.seen_at)).where(SignIn.user_id.in_(ids)).group_by(SignIn.user_id)
    with unrestricted("whoever manages people sees when they were here last") as session:
        return dict(session.execute(wanted).all())


def role_choices():
    """`[(id, name)]` of every role."""
    return [(id, role_name(name)) for id, name in db.session.execute(select(Role.id, Role.name).order_by(Role.id))]


def team_choices():
    return [(id, name) for id, name in db.session.execute(select(Team.id, Team.name).order_by(Team.name))]
