"""Whatever is sent to any form: one clear sentence or a plain status, nothing written, never a fault.

The forms are read from the pages themselves, so that a new form or field is in it without anybody thinking of it.
"""

from collections import Counter
from html import unescape

import pytest
from sqlalchemy.orm import Session

from tests.factories import writing
from tests.filled import everything, fill, pages
from tests.forms_on_pages import read

MOST_ALIKE = 3  # selects of one form that offer the same
ANSWERS = {200, 303, 400, 404, 409, 422}
# Each try of a password takes long on purpose: forms that ask for one have tests of their own.
PASSWORDS = {"password", "present"}

LONG = "long" * 12_600
BROKEN = ["a\0b", "turn\u202etxt.exe", "\x1b[31m", LONG]
STRANGE = ['<script>alert(1)</script>"><img src=x onerror=alert(1)>', "'; -- {{ 7 * 7 }} %(num)s {0} 👩🏽‍🚀 𝔘𝔫𝔦 مرحبا"]
DAYS = ["2026-02-30", "0000-01-01", "99999-01-01", "31/12/2026", "-1", "a\0b"]
# By the kind of control: [(value, whether it must be refused)]
HOSTILE = {
    "text": [(value, True) for value in BROKEN] + [(value, False) for value in STRANGE],
    "date": [(value, True) for value in DAYS],
    "datetime-local": [(f"{value}T12:00", True) for value in DAYS] + [("2026-05-04T25:61", True)],
    "number": [(value, True) for value in ("-1", "1e400", "NaN", "a\0b", "9" * 5000, "1,2,3", "1e-9", "9" * 60)],
    "select": [(value, True) for value in ("999999", "9" * 5000, "-1", "a\0b", "ZZZ")],
    "checkbox": [(value, False) for value in ("9" * 40, "a\0b")],
}
ALIKE = {"textarea": "text", "email": "text", "radio": "select", "hidden": "checkbox"}

# What completes an empty form, so that one wrong field is the only wrong one.
GIVEN = {
    "body": "Rang back",
    "city": "Berlin",
    "conditions-0-0-field": "tasks.open",
    "default_text": "abc",
    "email": "new@example.com",
    "label": "Shoe size",
    "items-0-description": "Chairs",
    "items-0-unit_price": "19.99",
    "line1": "Obere Str. 57",
    "maximum": "9",
    "minimum": "1",
    "name": "Somebody new",
    "pattern": "[a-z]+",
    "per_unit": "1.0815",
    "phone": "+44 20 7946 0018",
    "sku": "NEW-1",
    "subject": "Grinder leaks",
    "text": "note canary: rang back",
    "title": "Ring back",
    "valid_from": "2026-05-04",
    "website": "https://example.com",
}
WAYS = {"emails": "new@example.com", "phones": "+44 20 7946 0018"}
# What makes a field count that says nothing otherwise.
MEANT = {
    "duration": {"channel": "call"},
    "follow_up_on": {"follow_up": "day"},
    "follow_up_title": {"follow_up": "1"},
    "happened_at": {"when": "then"},
    "outcome": {"channel": "call"},
    "priority": {"channel": "ticket", "subject": "Grinder leaks"},
}


@pytest.fixture
def forms(app, sign_in):
    """`(client, [form])`: every form with something to fill in, once."""
    with writing():
        ids = fill()
    client, found = sign_in("administrator"), {}
    phones = f"/customers/{ids['customers']}/phones"
    for address in (*pages(app, ids).values(), f"{phones}/new", f"{phones}/{ids['phones']}/edit"):
        answer = client.get(address)
        html = answer.text  # read to its end, or the context of a file stays open
        for form in read(html).forms if answer.mimetype == "text/html" else ():
            if form.typed and PASSWORDS.isdisjoint(form.kinds):
                found.setdefault((form.action, *sorted(form.kinds)), form)
    return client, list(found.values())


@pytest.fixture
def commits(monkeypatch):
    """Every commit is counted, and then taken back: each request meets the same database."""
    counted = []

    def commit(session):
        session.flush()
        session.expunge_all()
        session.rollback()
        counted.append(session)

    monkeypatch.setattr(Session, "commit", commit)
    return counted


def complete(form):
    """What a person would fill in of a form that is still empty."""
    empty = {name for name, value in form.values if not value.strip() or value.startswith("canary")}
    given = {**GIVEN, "value": WAYS.get(form.action.rpartition("/")[2])}
    given["role_id"] = form.choices.get("role_id", [""])[-1]
    return {name: given[name] for name in empty & given.keys() if given[name]}


def kind_of(form, name):
    return ALIKE.get(form.kinds[name], form.kinds[name])


def tried(form):
    """`(field, value, whether it must be refused)`; of many lines alike and of a whole matrix the first ones."""
    alike = Counter()
    for name in form.typed:
        kind, offered = kind_of(form, name), tuple(form.choices.get(name, ()))
        alike[kind, offered] += bool(offered)
        if alike[kind, offered] <= MOST_ALIKE and (not name.startswith("items-") or name.startswith("items-0-")):
            for value, refused in HOSTILE.get(kind, ()):
                yield name, value, refused


def test_no_form_takes_what_is_wrong(forms, commits):
    client, found = forms
    before, faults = everything(), []
    for form in found:
        for name, value, refused in tried(form):
            commits.clear()
            answer = client.post(form.action, data=form.but({**complete(form), **MEANT.get(name, {}), name: value}))
            kept = value if kind_of(form, name) == "text" and value.isprintable() else ""
            wrong = faults_of(answer, refused, kept, commits)
            faults += [f"{form.action} {name}={value[:30]!r}: {fault}" for fault in wrong]
    assert "\n".join(faults) == ""
    assert everything() == before


def faults_of(answer, refused, kept, commits):
    html = answer.text
    if answer.status_code not in ANSWERS:
        yield f"answers {answer.status_code}"
    if refused and answer.status_code < 400:
        yield "is taken"
    if answer.status_code >= 400 and commits:
        yield "is refused and written"
    if answer.status_code == 422 and 'class="err"' not in html and 'class="msg' not in html:
        yield "is refused without a sentence"
    if answer.status_code == 422 and kept not in unescape(html):
        yield "is not kept"
    if "<" in kept and (read(html).loud or "<script>alert" in html):
        yield "is shown as markup"


def test_a_complete_form_is_taken(forms, commits):
    """Or the test above would prove nothing."""
    client, found = forms
    refused = [
        form.action for form in found if client.post(form.action, data=form.but(complete(form))).status_code > 303
    ]
    assert [action for action in refused if "attachments" not in action] == []
