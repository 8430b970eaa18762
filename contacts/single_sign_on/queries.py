"""Whose an account of the provider is. Nobody acts yet: these look past the walls."""

from sqlalchemy import exists, select

from contacts.access import Role, unrestricted
from contacts.single_sign_on.models import Identity
from contacts.users.models import User

PERSON = select(User.id, User.name, User.email, User.active, User.invited_at)


def person_linked(issuer, subject):
    """`id`, `name`, `email`, `active` and `invited_at` of whose account this is, or None."""
    linked = PERSON.join(Identity, Identity.user_id == User.id)
    with unrestricted("sign-in: nobody acts yet") as session:
        return session.execute(linked.where(Identity.issuer == issuer, Identity.subject == subject)).first()


def person_addressed(email, issuer):
    """The same of whoever has this address, with `is_linked`: whether to another account of this provider."""
    linked = exists().where(Identity.user_id == User.id, Identity.issuer == issuer).label("is_linked")
    with unrestricted("sign-in: nobody acts yet") as session:
        return session.execute(PERSON.add_columns(linked).where(User.email == email)).first()


def is_linked(user_id):
    """Whether the person signs in with an account elsewhere."""
    with unrestricted("whoever manages people sees who is linked") as session:
        return session.scalar(select(exists().where(Identity.user_id == user_id)))


def role_named(name):
    """The id of the role, or None."""
    with unrestricted("sign-in: nobody acts yet") as session:
        return session.scalar(select(Role.id).where(Role.name == name))
