"""The database: engines, the session, the base class and the column types. Imports nothing of ours."""

from contacts.db.base import Base, Record, choice, foreign_key
from contacts.db.engines import OPEN, dispose, dispose_all, engine_for, init_app
from contacts.db.session import db
from contacts.db.together import answer, side_by_side, together
from contacts.db.types import Money, Quantity, Rate, UTCDateTime, WholeNumber, utcnow

__all__ = [
    "OPEN",
    "Base",
    "Money",
    "Quantity",
    "Rate",
    "Record",
    "UTCDateTime",
    "WholeNumber",
    "answer",
    "choice",
    "db",
    "dispose",
    "dispose_all",
    "engine_for",
    "foreign_key",
    "init_app",
    "side_by_side",
    "together",
    "utcnow",
]
