"""One-time links by which a person chooses a password: an invitation, or a reset; and what a new password ends."""

import secrets
from datetime import timedelta

from flask import current_app, render_template
from sqlalchemy import delete, insert, select, update

from contacts.access import Actor, acting_as, elevate, record_event
from contacts.db import db, utcnow
from contacts.history import begin
from contacts.users import queries
from contacts.users.factors.models import HalfSignIn
from contacts.users.models import AccountLink, Purpose, SignIn, User
from contacts.users.passwords import hash_password
from contacts.users.person import digest
from contacts.web.mail import deliver
from contacts.web.unit import commit
from contacts.web.words import _

LIFETIMES = {Purpose.INVITE: timedelta(days=7), Purpose.RESET: timedelta(days=1)}


def new_token():
    return secrets.token_urlsafe(32)


def make_link(user_id, purpose, token, lifetime=None):
    """Let this token choose the person's password; their earlier links stop working. Within an elevated unit.

    Returns until when it works.
    """
    forget_links(user_id)
    now = utcnow()
    until = now + (lifetime or LIFETIMES[purpose])
    row = {"token_hash": digest(token), "user_id": user_id, "purpose": purpose}
    db.session.execute(insert(AccountLink).values(**row, created_at=now, expires_at=until))
    return until


def forget_links(user_id):
    db.session.execute(delete(AccountLink).where(AccountLink.user_id == user_id))


def use_link(link, password):
    """The password is chosen and the link used up. False when somebody was faster."""
    hashed = hash_password(password)  # before the database is locked: it takes its time
    with acting_as(Actor(link.user_id)):
        elevate("a link proves who chooses the password")
        used = delete(AccountLink).where(AccountLink.token_hash == link.token_hash, AccountLink.expires_at > utcnow())
        if db.session.execute(used).rowcount != 1:
            return False
        set_password(link.user_id, hashed)
        record_event("password_reset" if link.purpose == Purpose.RESET else "person_joined", person_id=link.user_id)
        commit()
    return True


def mail_link(email, token, address, asked_from):
    """A link for whoever forgot the password, if there is such a person. Beside the request: it takes another time."""
    person = queries.active_person(email)
    if person is None:
        return
    purpose = Purpose.INVITE if person.invited_at else Purpose.RESET
    with acting_as(Actor(person.id)):
        elevate("a link is mailed to whom it is for")
        make_link(person.id, purpose, token, LIFETIMES[purpose] if person.invited_at else timedelta(hours=1))
        record_event("password_link", person_id=person.id, detail=f"forgotten; asked from {asked_from}")
        commit()
    deliver(person.email, *letter(purpose, person.name, address))


def letter(purpose, name, address):
    """(subject, text) of a letter that brings a link."""
    subjects = {Purpose.INVITE: _("You are invited to %(place)s"), Purpose.RESET: _("A new password for %(place)s")}
    text = render_template(f"users/mail/{purpose}.txt", name=name, address=address)
    return subjects[purpose] % {"place": current_app.config["WORKSPACE"]}, text


def set_password(user_id, hashed, keep=None):
    """The person's new password; it ends their links and sessions, but for the one called `keep`. In an elevated unit.

    Whoever was invited has joined with it.
    """
    mine = update(User).where(User.id == user_id)
    if db.session.scalar(select(User.invited_at).where(User.id == user_id)):
        begin("users.join", "Joined")
        db.session.execute(mine.values(invited_at=None))
    db.session.execute(mine.values(password_hash=hashed))
    forget_links(user_id)
    end_sessions(user_id, keep)


def end_sessions(user_id, keep=None):
    """Sign the person out everywhere, but for the session whose token is `keep`. Returns how many ended.

    Whoever gave a password and owes the code starts anew as well.
    """
    db.session.execute(delete(HalfSignIn).where(HalfSignIn.user_id == user_id))
    ended = delete(SignIn).where(SignIn.user_id == user_id)
    if keep:
        ended = ended.where(SignIn.token_hash != digest(keep))
    return db.session.execute(ended).rowcount
