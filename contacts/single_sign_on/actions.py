"""Signs in whom the provider vouches for: found by the account, linked to it at first by a verified address."""

import unicodedata

from flask import current_app
from sqlalchemy import delete, insert, update
from wtforms.validators import ValidationError

from contacts.access import SYSTEM, acting_as, elevate, record_event
from contacts.db import db
from contacts.history import begin
from contacts.single_sign_on.models import Identity
from contacts.single_sign_on.queries import person_addressed, person_linked, role_named
from contacts.single_sign_on.refusals import deactivated, no_address, no_role, somebody_else, unknown
from contacts.single_sign_on.settings import provider_name
from contacts.users.actions import open_session
from contacts.users.forms import normal_email
from contacts.users.links import forget_links
from contacts.users.models import User
from contacts.web.forms import clean
from contacts.web.unit import commit


def sign_in(claims):
    """A fresh session token for the person whom these claims of the provider are about. Raises NotSignedIn."""
    account = {"issuer": claims["iss"], "subject": claims["sub"]}
    person = person_linked(**account)
    if person is not None and not person.active:
        raise deactivated()
    user_id = person.id if person else link(account, claims)
    return open_session(user_id, means=provider_name()[:60])


def link(account, claims):
    """The id of the person whom this account is linked to from now on: who has its address, or somebody new."""
    email = verified_address(claims)
    person = person_addressed(email, account["issuer"])
    if person is None:
        return add(account, email, name_of(claims, email))
    if not person.active:
        raise deactivated()
    if person.is_linked:
        raise somebody_else()
    with acting_as(SYSTEM):
        elevate("an account elsewhere is linked before anybody acts")
        if person.invited_at:
            join(person.id)
        keep(account, person.id)
        commit()
    return person.id


def verified_address(claims):
    """In lower case. An address that the provider does not vouch for could be anybody's."""
    try:
        return normal_email(claims["email"] if claims.get("email_verified") is True else "")
    except (KeyError, ValidationError):
        raise no_address() from None


def add(account, email, name):
    """Somebody new, of the role for people who are not known yet, if there is one."""
    wanted = current_app.config["OIDC_ROLE"]
    if not wanted:
        raise unknown(email)
    role_id = role_named(wanted)
    if role_id is None:
        raise no_role(wanted)
    with acting_as(SYSTEM):
        elevate("a person comes with an account elsewhere before anybody acts")
        begin("users.create", "Added a person who signed in elsewhere")
        person = User(name=name, email=email, role_id=role_id)
        db.session.add(person)
        db.session.flush()
        record_event("person_joined", person_id=person.id, detail=f"with {provider_name()}")
        keep(account, person.id)
        commit()
        return person.id


def join(user_id):
    """Whoever was invited has joined; the link that would have let them choose a password ends."""
    begin("users.join", "Joined")
    db.session.execute(update(User).where(User.id == user_id).values(invited_at=None))
    forget_links(user_id)
    record_event("person_joined", person_id=user_id, detail=f"with {provider_name()}")


def keep(account, user_id):
    db.session.execute(insert(Identity).values(**account, user_id=user_id))
    record_event("identity_linked", person_id=user_id, detail=provider_name())


def unlink(person):
    """Their next sign-in links anew, by the address. Returns how many accounts that were."""
    elevate("accounts elsewhere are readable to no role's connection")
    gone = db.session.execute(delete(Identity).where(Identity.user_id == person.id)).rowcount
    record_event("identity_unlinked", person_id=person.id)
    return gone


def name_of(claims, email):
    """What the provider calls the person, without signs that cannot be kept; else the start of the address."""
    said = claims.get("name")
    signs = [sign for sign in (said if isinstance(said, str) else "") if unicodedata.category(sign)[0] != "C"]
    return (clean("".join(signs)) or email.partition("@")[0])[:200]
