"""Keep in touch: a rhythm that any conversation begins anew, on every surface that a field has."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.communications.models import Communication
from contacts.customers.models import Customer, CustomerStats
from contacts.customers.stats_commands import stats_commands
from contacts.db import db, utcnow
from contacts.history import begin
from contacts.web.unit import commit
from tests.factories import add, found, make_customer, make_role, writing

TODAY = utcnow().date()


@pytest.fixture
def ada(app):
    with writing():
        return make_customer(touch_every_days=30).id


def due():
    return found(select(CustomerStats.touch_due_on))


def talk(customer_id, days_ago, **fields):
    with writing():
        at = utcnow() - timedelta(days=days_ago)
        return add(
            Communication(customer_id=customer_id, **{"channel": "call", "body": "x", "happened_at": at, **fields})
        ).id


def test_it_counts_from_the_day_somebody_was_added(app, ada):
    assert due() == [TODAY + timedelta(days=30)]


def test_any_conversation_begins_it_anew_but_no_note_and_nothing_private(app, ada):
    talk(ada, 12)
    assert due() == [TODAY + timedelta(days=18)]
    talk(ada, 2, channel="note")
    talk(ada, 2, is_private=True)
    assert due() == [TODAY + timedelta(days=18)]
    last = talk(ada, 1, channel="email")
    assert due() == [TODAY + timedelta(days=29)]
    with writing():
        begin("test", "Test")
        db.session.delete(db.session.get(Communication, last))
    assert due() == [TODAY + timedelta(days=18)]
    assert app.test_cli_runner().invoke(stats_commands, ["check"]).exit_code == 0
    assert app.test_cli_runner().invoke(stats_commands, ["rebuild"]).exit_code == 0
    assert due() == [TODAY + timedelta(days=18)]


def form(**fields):
    return {"name": "Ada Byron", "kind": "person", "status": "active", **fields}


def test_it_is_typed_shown_changed_and_undone(sign_in, ada):
    client, page = sign_in("sales rep"), f"/customers/{ada}"
    assert "every 30 days" in client.get(page).text
    client.post(page, data=form(touch_every_days="7", version="1"))
    html = client.get(page).text
    assert "every 7 days" in html
    assert due() == [TODAY + timedelta(days=7)]
    client.post("/history/" + html.partition('action="/history/')[2].partition('"')[0])
    assert "every 30 days" in client.get(page).text
    client.post(page, data=form(touch_every_days="", version="3"))
    assert due() == [None]


@pytest.mark.parametrize("value", ["0", "-1", "3651", "x", "1.5", "9" * 40])
def test_no_other_number_will_do(sign_in, ada, value):
    answer = sign_in("sales rep").post(f"/customers/{ada}", data=form(touch_every_days=value, version="1"))
    assert answer.status_code == 422
    assert found(select(Customer.touch_every_days)) == [30]


def test_the_list_shows_it_and_finds_who_is_waiting(sign_in, ada):
    with writing():
        make_customer("Bob Marsh")
    client = sign_in("manager")
    assert "every 30 days" in client.get("/customers?columns=touch").text
    assert "Ada" not in client.get("/customers?touch=due").text.partition("<tbody")[2]
    talk(ada, 31)
    begin_anew(ada)
    html = client.get("/customers?touch=due&columns=touch").text.partition("<tbody")[2]
    assert "Ada Byron" in html
    assert "1 day late" in html
    assert "Bob Marsh" not in html
    assert "Bob Marsh" in client.get("/customers?touch=free").text.partition("<tbody")[2]
    assert "Ada Byron" in client.get("/customers?touch=agreed").text.partition("<tbody")[2]


def begin_anew(id):
    """As if they had been added long ago."""
    with writing():
        begin("test", "Test")
        db.session.get(Customer, id).created_at = utcnow() - timedelta(days=400)
        commit()


def test_who_reads_no_conversations_sees_no_day_and_no_filter(sign_in, ada):
    talk(ada, 31)
    client = sign_in("finance")
    assert "every 30 days" in client.get(f"/customers/{ada}").text
    assert "late" not in client.get("/customers?touch=due&columns=touch").text.partition("<tbody")[2]
    with unrestricted("a test looks") as session:
        assert session.scalar(select(CustomerStats.touch_due_on)) == TODAY - timedelta(days=1)


def test_a_hidden_rhythm_is_nowhere(sign_in, ada):
    with writing():
        role = make_role({"customers": {"read": "all", "edit": "all"}}, customers__touch_every_days="hidden")
    client = sign_in(role)
    for page in (f"/customers/{ada}", f"/customers/{ada}/edit", "/customers?columns=touch&touch=agreed"):
        assert "30 days" not in client.get(page).text
        assert "touch_every_days" not in client.get(page).text


def test_a_file_brings_it(app, tmp_path):
    file = tmp_path / "customers.csv"
    file.write_text("external_id,name,touch_every_days\nA,Ada,14\nB,Bob,\n")
    runner = app.test_cli_runner()
    assert runner.invoke(app.cli, ["import", "customers", str(file)]).exit_code == 0
    assert set(found(select(Customer.touch_every_days))) == {14, None}
    assert date.min not in due()
    file.write_text("external_id,name,touch_every_days\nA,Ada,0\n")
    assert "touch_every_days" in runner.invoke(app.cli, ["import", "customers", str(file)]).output
