"""Editing a conversation, how it ended, and the task it leads to."""

import pytest

from contacts.communications.models import Communication
from tests.communications.talking import CALL, kept, undo_of
from tests.conftest import HTMX
from tests.factories import add, writing


@pytest.fixture
def entry(sign_in, path):
    """The URL of a call that `entry.client` logged."""

    class Entry(str):
        client = sign_in("sales rep", time_zone="Europe/Berlin")

    Entry.client.post(path, data={**CALL, "happened_at": "2026-03-02T12:00", "duration": 14})
    return Entry(f"{path}/{kept(Communication)[0].id}")


def test_a_call_has_an_outcome_and_the_feed_says_it(sign_in, path):
    client = sign_in("support")
    client.post(path, data={**CALL, "outcome": "voicemail"})
    assert kept(Communication)[0].outcome == "voicemail"
    assert "Call, left voicemail" in client.get(path).text


def test_what_does_not_fit_the_channel_is_ignored(sign_in, path):
    details = {"outcome": "busy", "direction": "incoming", "duration": "-1", "body": "A note"}
    assert sign_in("support").post(path, data={"channel": "note", **details}).status_code == 303
    note = kept(Communication)[0]
    assert (note.outcome, note.direction, note.duration) == (None, None, None)


def test_one_keeps_the_channel_and_the_focus_after_logging(sign_in, path):
    text = sign_in("support").post(path, data={"channel": "note", "body": "A note"}, headers=HTMX).text
    assert 'checked id="channel-4" name="channel" type="radio" value="note"' in text
    assert "autofocus" in text


def test_the_form_shows_what_is_there_in_ones_own_time(entry):
    text = entry.client.get(f"{entry}/edit").text
    assert CALL["body"] in text
    assert 'value="2026-03-02T12:00"' in text
    assert entry.client.get(f"{entry}/edit", headers=HTMX).text.lstrip().startswith('<li id="communication-')


def test_an_edit_is_shown_in_its_place_and_undone(entry):
    client = entry.client
    text = client.post(entry, data={**CALL, "body": "Wants 50", "version": 1}, headers=HTMX).text
    assert text.lstrip().startswith('<li id="communication-')
    assert "Wants 50" in text
    assert kept(Communication)[0].duration == 14
    assert client.post(undo_of(text)).status_code == 303
    assert kept(Communication)[0].body == CALL["body"]


def test_a_stale_edit_shows_both_versions(entry):
    client = entry.client
    assert client.post(entry, data={**CALL, "body": "Theirs", "version": 1}).status_code == 303
    response = client.post(entry, data={**CALL, "body": "Mine", "happened_at": "2026-03-02T12:00", "version": 1})
    assert response.status_code == 409
    assert "Theirs" in response.text
    assert "Mine" in response.text
    chosen = {**CALL, "choice-body": "mine", "mine-body": "Mine", "theirs-body": "Theirs", "version": 2}
    assert client.post(entry, data=chosen).status_code == 303
    assert kept(Communication)[0].body == "Mine"


@pytest.mark.parametrize(
    ("name", "value"),
    [("channel", "ticket"), ("channel", "x"), ("body", ""), ("body", "a\x00b"), ("body", "x" * 50_001),
     ("subject", "x" * 301), ("outcome", "x"), ("duration", "9" * 30), ("happened_at", ""), ("happened_at", "soon"),
     ("happened_at", "0001-01-01T00:00"), ("happened_at", "2999-01-01T00:00"), ("direction", "\u202e")],
)  # fmt: skip
def test_a_bad_edit_writes_nothing(entry, name, value):
    response = entry.client.post(entry, data={**CALL, "subject": "", "outcome": "busy", name: value}, headers=HTMX)
    assert response.status_code == 422
    assert "-error" in response.text
    assert kept(Communication)[0].version == 1


def test_only_the_author_says_who_may_read_it(sign_in, entry):
    manager = sign_in("manager")
    assert 'name="is_private"' not in manager.get(f"{entry}/edit").text
    manager.post(entry, data={**CALL, "subject": "Chairs", "is_private": "y", "version": 1})
    assert not kept(Communication)[0].is_private
    entry.client.post(entry, data={**CALL, "is_private": "y", "version": 2})
    assert kept(Communication)[0].is_private
    assert manager.get(f"{entry}/edit").status_code == 404


def test_others_entries_are_not_ones_own_to_edit(sign_in, entry):
    other = sign_in("support")
    assert "/edit" not in other.get(entry).text
    assert other.get(f"{entry}/edit").status_code == 403
    assert other.post(entry, data=CALL).status_code == 403
    assert sign_in("finance").get(entry).status_code == 403
    assert other.get(f"{entry}9/edit").status_code == 404
    assert other.put(entry).status_code == 405


def test_an_imported_outcome_stays(sign_in, path):
    with writing():
        made = add(Communication(customer_id=int(path.split("/")[2]), channel="call", body="x", outcome="Wrong number"))
    client = sign_in("manager")
    assert "Call, Wrong number" in client.get(path).text
    assert client.post(f"{path}/{made.id}", data={**CALL, "outcome": "Wrong number"}).status_code == 303
    assert kept(Communication)[0].outcome == "Wrong number"


def test_all_of_a_long_text_has_a_page(sign_in, path):
    client = sign_in("support")
    client.post(path, data={**CALL, "body": "x" * 2000 + "the end"})
    entry = f"{path}/{kept(Communication)[0].id}"
    assert "the end" not in client.get(path).text
    assert "the end" in client.get(entry).text
    assert "the end" in client.get(entry, headers=HTMX).text
