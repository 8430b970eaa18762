"""What is kept is in English, and is said in the language of whoever reads it."""

import pytest
from sqlalchemy import select

from contacts.access import SecurityEvent, unrestricted
from contacts.history.models import Operation
from contacts.web.reader import in_english
from contacts.web.told import told
from contacts.web.words import _
from tests.factories import make_customer, writing


@pytest.fixture
def in_german(app):
    with app.test_request_context("/login", headers={"Accept-Language": "de"}):
        yield


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("Added a task", "Aufgabe hinzugefügt"),
        ("Undid: Added a task", "Rückgängig gemacht: Aufgabe hinzugefügt"),
        ("Changed the owner of 1 customer", "Betreuer von 1 Kunden geändert"),
        ("Deleted the role %(name)s", "Rolle %(name)s gelöscht"),
        ("Something of an older version", "Something of an older version"),
        ("", ""),
        (None, None),
    ],
)
def test_a_kept_sentence_is_said_in_german(in_german, kept, said):
    assert told(kept) == said


def test_english_in_between(in_german):
    assert _("Saved.") == "Gespeichert."
    with in_english():
        assert _("Saved.") == "Saved."
    assert _("Saved.") == "Gespeichert."


def test_the_ledger_does_not_depend_on_who_wrote(sign_in):
    client = sign_in("manager", locale="de")
    with writing():
        id = make_customer().id
    client.post(f"/customers/{id}/tasks", data={"title": "Anrufen", "due_at": ""})
    with unrestricted("a test looks") as session:
        assert "Added a task" in session.scalars(select(Operation.sentence)).all()
    assert "Aufgabe hinzugefügt" in client.get("/history/").text


def test_a_file_is_the_same_for_everybody(sign_in):
    files = [sign_in("administrator", locale=tag).get("/admin/log.csv").text.splitlines()[0] for tag in ("de", "en")]
    assert files[0] == files[1]
    customers = [sign_in("administrator", locale=tag).get("/customers/export.csv?all=1") for tag in ("de", "en")]
    assert customers[0].status_code == 200
    assert customers[0].text == customers[1].text
    with unrestricted("a test looks") as session:
        assert session.scalars(select(SecurityEvent.id).where(SecurityEvent.kind == "export")).all()
