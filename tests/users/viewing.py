"""What the tests of viewing as a role share."""

from sqlalchemy import select

from contacts.access import Role, SecurityEvent, unrestricted
from contacts.access.policy import ROLES
from tests.factories import found

OTHERS = [role for role in ROLES if role != "administrator"]


def id_of(role):
    return found(select(Role.id).where(Role.name == role))[0]


def view(client, role, **more):
    return client.post("/admin/view-as", data={"role_id": id_of(role), **more})


def log():
    """`[(kind, actor id, detail)]` of the security log."""
    columns = SecurityEvent.kind, SecurityEvent.actor_id, SecurityEvent.detail
    with unrestricted("a test looks") as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(SecurityEvent.id))]
