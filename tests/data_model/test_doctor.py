"""The doctor: what is broken ends with status 1, what is only advice does not."""

import json
import re

from sqlalchemy import text

from contacts.access import unrestricted
from tests.data_model.breaking import bought, reached
from tests.factories import make_customer, writing


def told(app, *options):
    return app.test_cli_runner().invoke(args=["doctor", *options])


def test_the_doctor_finds_nothing(app):
    answer = told(app)
    assert answer.exit_code == 0, answer.output
    assert "The schema is at version" in answer.output
    assert "BROKEN" not in answer.output


def test_the_doctor_says_what_is_broken(app):
    with writing():
        bought(reached(), total=600)
        make_customer("Lost")
    answer = told(app)
    assert answer.exit_code == 1
    assert re.search("^BROKEN  Totals that do not add up: 1. Recompute them", answer.output, re.M)
    assert re.search("^look    Customers out of reach: 1. Add an email", answer.output, re.M)
    states = {one["what"].partition(":")[0]: one["state"] for one in json.loads(told(app, "--json").output)}
    assert states["Totals that do not add up"] == "BROKEN"
    assert states["Broken rules"] == "ok"


def test_advice_breaks_nothing(app):
    with writing():
        make_customer("Lost")
    assert told(app).exit_code == 0


def test_the_doctor_knows_when_the_schema_is_old(app):
    with unrestricted("a test goes back in time", writes=True) as session:
        newest = session.scalar(text("SELECT version_num FROM alembic_version"))
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    try:
        answer = told(app)
    finally:
        with unrestricted("a test comes back", writes=True) as session:
            session.execute(text("UPDATE alembic_version SET version_num = :newest"), {"newest": newest})
    assert answer.exit_code == 1
    assert f"at version 0001, and this Rapport needs {newest}" in answer.output
