"""The proof: whatever somebody opens or asks, nothing that is hidden from them comes back, in words or in their order.

Every route of the application is walked, so a new one is in the proof without anybody thinking of it.
"""

from functools import reduce
from string import ascii_lowercase as LETTERS
from string import digits as DIGITS
from urllib.parse import quote, quote_plus

import pytest

from tests.proof.cast import NOBODY, RESTRICTED
from tests.proof.detecting import Secrets
from tests.proof.twin import change_what_is_hidden
from tests.proof.walking import ask, go_wrong, look, post

SHOWN = {200, 302, 303, 401, 403, 404}
FORMS = {"page": {}, "fragment": {"version": "999", "name": "x", "value": "x", "body": "x"}}  # the second is stale


@pytest.fixture
def secrets(member):
    secrets = Secrets(member.secret_flavours)
    assert secrets
    return secrets


def leaks(secrets, answers, said=""):
    """What answers say of what is hidden, and the log."""
    found = {answer.asked: secrets.shown_in(answer.raw) for answer in answers}
    return {**{asked: fields for asked, fields in found.items() if fields}, **{"log": secrets.shown_in(said.encode())}}


NOTHING = {"log": []}


def walked(member, ids):
    """The rows whose pages are opened: of somebody who has some, their own as well."""
    return ids.values() if member.is_scoped else [ids["canary"]]


def test_no_page_shows_what_is_hidden_and_none_depends_on_it(app, member, ids, secrets, questions, log):
    """The same pages over two databases that differ in nothing but hidden values are the same to the byte."""
    pages = looked_at(app, member, ids)
    answers = list(ask(member.client, app, ids["canary"], questions.choices))
    assert leaks(secrets, pages, log.text) == NOTHING
    assert {answer.asked: answer.status for answer in pages if answer.status not in SHOWN} == {}
    change_what_is_hidden(member, ids)
    assert_same(pages, looked_at(app, member, ids))
    assert_same(answers, list(ask(member.client, app, ids["canary"], questions.choices)))


def looked_at(app, member, ids):
    return [answer for rows in walked(member, ids) for answer in look(member.client, app, rows)]


def assert_same(before, after):
    for one, other in zip(before, after, strict=True):
        assert set(one.told) ^ set(other.told) == set(), one.asked
        assert one.told == other.told, one.asked


@pytest.mark.parametrize("member", [one for one in RESTRICTED if one != NOBODY], indirect=True)
def test_a_hidden_word_finds_what_an_unknown_one_finds(app, member, ids, questions):
    """As much as the name of a field that is hidden orders a list as one does that does not exist."""
    hidden = questions.hidden_from(member)

    def unknown(endpoint):
        return [(name, otherwise(word)) for name, word in hidden(endpoint)]

    found, missed = (list(ask(member.client, app, ids["canary"], words_for)) for words_for in (hidden, unknown))
    for one, other in zip(found, missed, strict=True):
        assert said(one) == said(other), one.asked


def otherwise(word):
    """Another word of the same look: the next letter for each letter, the next digit for each digit."""
    return word.translate(str.maketrans(f"{LETTERS}{DIGITS}", f"{LETTERS[1:]}a{DIGITS[1:]}0"))


def said(answer):
    word = answer.asked[2].partition("=")[2]
    ways = {word, quote(word), quote_plus(word), quote(word, safe=""), word.casefold()}
    return [reduce(lambda line, way: line.replace(way, "…"), ways, line) for line in answer.told]


def test_no_post_and_no_refusal_shows_what_is_hidden(app, member, ids, secrets, taken_back, log):
    wrong = list(go_wrong(member.client, app, ids["canary"]))
    posted = [answer for rows in walked(member, ids) for answer in post(member.client, app, rows, FORMS)]
    assert leaks(secrets, [*wrong, *posted], log.text) == NOTHING
