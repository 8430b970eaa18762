"""The session: it reads or writes on the engine that belongs to whoever is acting."""

from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession

from contacts.db.base import Base
from contacts.db.engines import engine_for


class NobodyActs(RuntimeError):
    """The database was asked for something before anybody was named who asks."""


class Session(FlaskSession):
    """`info["wall"]`: whose engine; `info["writes"]`: the writing one or the reading one."""

    def get_bind(self, *args, **options):
        if "wall" not in self.info:
            raise NobodyActs("say who acts first: access.acting_as(…) or access.unrestricted(…)")
        return engine_for(current_app.config["DATABASE"], self.info["wall"], self.info.get("writes", False))


db = SQLAlchemy(
    metadata=Base.metadata,
    disable_autonaming=True,
    session_options={"class_": Session, "expire_on_commit": False},
)
