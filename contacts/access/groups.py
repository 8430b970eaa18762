"""Postgres, *set-role*: one login, which acts as a group role within each transaction.

For a database user that may not create logins but was granted group roles, which are all alike until a wall takes one.
It stops every statement of ours and most that are not; but SQL that resets its role has the owner's rights.
"""

from psycopg import sql
from sqlalchemy import delete, event, insert, select, text

from contacts.access.grants import bring_in_step, run
from contacts.access.logins import lock, prefix_of
from contacts.access.models import DatabaseGroup
from contacts.db import OPEN, engine_for

MINE = """
SELECT rolname FROM pg_roles WHERE starts_with(rolname, :prefix) AND NOT rolcanlogin
  AND pg_has_role(current_user, oid, 'MEMBER') ORDER BY length(rolname), rolname
"""
ACT_AS = "SELECT set_config('role', name, true) FROM database_groups WHERE fingerprint = %s"
# Who knows the walls of every role: a function that `roles` puts here, which stands on this module.
IN_USE = []


class NoGroup(RuntimeError):
    """The database could not refuse anything now."""


class NotEnoughGroups(NoGroup):
    def __init__(self, url, known):
        super().__init__(
            f"Postgres has {known} group roles for Rapport and every one is taken. Make one more, as a superuser:\n"
            + make_groups(url, known + 1, known + 1)
        )


def make_groups(url, first, last):
    """The SQL by which a superuser gives group roles to the application's login."""
    names = [f"{group_prefix(url)}{number}" for number in range(first, last + 1)]
    return "\n".join(f"CREATE ROLE {name} NOLOGIN; GRANT {name} TO {url.username};" for name in names)


def group_prefix(url):
    return f"{prefix_of(url)}group_"


def act_as(engine, wall, url):
    """Every transaction of this engine acts as the group role that keeps the wall."""

    def begin(connection):
        # Asked anew each time: a group whose role was changed may have been given to another wall.
        for _try in range(3):
            if connection.exec_driver_sql(ACT_AS, (wall.fingerprint,)).scalar() is not None:
                return
            take_group(wall, url)
        raise NoGroup("no group role keeps these rights")  # never go on with the rights of the login itself

    event.listen(engine, "begin", begin)


def take_group(wall, url):
    """Give the wall a group of its own, unless another process was faster."""
    with engine_for(url, OPEN, True).begin() as connection:
        lock(connection)
        if group_of(connection, wall) is None:
            taken(connection, wall, url)


def group_of(connection, wall):
    return connection.scalar(select(DatabaseGroup.name).where(DatabaseGroup.fingerprint == wall.fingerprint))


def taken(connection, wall, url):
    """The name of a group that nobody needs, which is the wall's from now on."""
    used = {one.fingerprint for walls in IN_USE for one in walls()} - {wall.fingerprint}
    connection.execute(delete(DatabaseGroup).where(DatabaseGroup.fingerprint.not_in(used)))
    given = set(connection.scalars(select(DatabaseGroup.name)))
    known = groups_of(connection, url)
    name = next((name for name in known if name not in given), None) or new_group(connection, url, known)
    bring_in_step(connection, name, wall)
    connection.execute(insert(DatabaseGroup).values(name=name, fingerprint=wall.fingerprint))
    return name


def groups_of(connection, url):
    """Names of the group roles that the application's login may act as."""
    return connection.scalars(text(MINE), {"prefix": group_prefix(url)}).all()


def new_group(connection, url, known):
    """One more, where the login may create roles."""
    if not connection.scalar(text("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")):
        raise NotEnoughGroups(url, len(known))
    prefix = group_prefix(url)
    names = connection.scalars(text("SELECT rolname FROM pg_roles WHERE starts_with(rolname, :p)"), {"p": prefix})
    name = f"{prefix}{max([0, *(int(name.removeprefix(prefix)) for name in names)]) + 1}"
    run(connection, "CREATE ROLE {} NOLOGIN", sql.Identifier(name))
    run(connection, "GRANT {} TO CURRENT_USER", sql.Identifier(name))
    return name


def sync(walls, url):
    """Bring the group of every wall in step. Returns how many were changed."""
    with engine_for(url, OPEN, True).begin() as connection:
        lock(connection)
        return sum(keep(connection, wall, url) for wall in walls)


def keep(connection, wall, url):
    """Whether something had to be done."""
    name = group_of(connection, wall)
    if name is None or name not in groups_of(connection, url):
        return bool(taken(connection, wall, url))
    return bring_in_step(connection, name, wall)
