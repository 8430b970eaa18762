"""The way in, and what a watchdog asks."""

from flask import Blueprint
from sqlalchemy import text

from contacts.access import public, signed_in, unrestricted
from contacts.insights.next_best import next_best
from contacts.web import page

bp = Blueprint("home", __name__)


@bp.get("/")
@signed_in
def index():
    """Whom to turn to today, and one line to log with."""
    return page("home/index.html", people=next_best())


@bp.get("/healthz")
@public
def healthz():
    """The process is alive; nothing is asked of the database."""
    return {"status": "ok"}


@bp.get("/readyz")
@public
def readyz():
    """The database answers and is migrated."""
    with unrestricted("readiness is asked by nobody in particular") as session:
        session.execute(text("SELECT version_num FROM alembic_version"))
    return {"status": "ready"}
