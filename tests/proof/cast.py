"""Who takes part in the proof: nobody, the roles of a new instance, and roles that an administrator may make."""

from sqlalchemy import select

from contacts.access import Role, rights_of, unrestricted
from contacts.access.policy import RECORDS, ROLES, everything, reading
from contacts.access.rights import NOTHING, kinds_of_tables
from contacts.db import Base
from contacts.users.models import Team, User
from tests.factories import add, make_role, writing
from tests.proof.words import FLAVOURS

NOBODY = "nobody"
BUILT_IN = (NOBODY, *ROLES)
# Keeps private rows from others, so whoever reads any of them reads this.
NEEDED = {"communications.author_id"}
PERSONAL = {"saved_views", "role_views", "segments"}  # of no kind of record: what somebody keeps for themselves
OWNED = {kind: everything("own") for kind in RECORDS}
SHARED = {kind: everything("team") for kind in RECORDS}
CUSTOM = {
    "bare minimum": {kind: everything() for kind in RECORDS},
    "own records": OWNED,
    "team's records": SHARED,
    "customers only": {"customers": reading()},
}
RESTRICTED = [role for role in (*BUILT_IN, *CUSTOM) if role != "administrator"]
FOREIGN = ("canary", "former", "gone")  # the flavours of the rows that belong to other people


def levels(role):
    """Every column masked where there is a mask, and else hidden where a record can be without it."""
    if role != "bare minimum":
        return {}
    return {f"{c.table.name}__{c.name}": "masked" if "mask" in c.info else "hidden" for c in dispensable()}


def dispensable():
    columns = [column for table in record_tables() for column in table.columns]
    optional = [c for c in columns if (c.nullable or "mask" in c.info) and not c.info.get("hangs")]
    return [column for column in optional if f"{column.table.name}.{column.name}" not in NEEDED]


def record_tables():
    kinds = kinds_of_tables()
    return [Base.metadata.tables[name] for name in kinds if kinds[name] in RECORDS]


class Member:
    """Somebody of a role: `client` is their browser, `rights` what they may; `colleague` is of the same team."""

    def __init__(self, app, sign_in, role):
        self.role, self.rights, self.id = role, NOTHING, None
        if role == NOBODY:
            self.client = app.test_client()
            return
        with writing():
            name = make_role(CUSTOM[role], **levels(role)) if role in CUSTOM else role
            team_id = add(Team(name="their team")).id
        self.client = sign_in(name, team_id=team_id, name="Somebody signed in", email="somebody@example.com")
        self.id, self.rights = self.client.user_id, rights(name)
        self.owner = self.id if role != "team's records" else colleague(team_id, name)

    @property
    def is_scoped(self):
        return self.role in ("own records", "team's records")

    def hides(self, column):
        """Whether this person must not read the column in any row."""
        if self.role == NOBODY or column.info.get("secret"):
            return True
        kind = column.table.info["kind"]
        unread = kind != "users" and self.rights.scope("read", kind) is None
        return unread or not self.rights.reads(column.table.name, column.name)

    def secret_flavours(self, column):
        """Of which sets of rows this column's values are secret."""
        if column.table.name in PERSONAL and self.role == "own records":
            return FOREIGN
        if self.hides(column):
            return FLAVOURS
        return FOREIGN if self.is_scoped and belongs_to_somebody(column.table) else ()


def colleague(team_id, role):
    with writing():
        role_id = add_free(select(Role.id).where(Role.name == role))
        return add(User(name="A colleague", email="colleague@example.com", role_id=role_id, team_id=team_id)).id


def add_free(statement):
    with unrestricted("a test asks for a key") as session:
        return session.scalar(statement)


def rights(role):
    with unrestricted("a test asks what a role may") as session:
        return rights_of(*session.execute(select(Role.id, Role.version).where(Role.name == role)).one())


def belongs_to_somebody(table):
    """Whether the rows of a table are somebody's, directly or by the customer they hang on."""
    names = {"owner_id", "author_id", "assignee_id", "uploader_id", "customer_id", "purchase_id"}
    return table.info["kind"] in RECORDS and not names.isdisjoint(column.name for column in table.columns)
