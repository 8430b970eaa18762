"""Each role gets exactly the listed status from each route, and what is refused writes nothing.

A new route is missing from `statuses.txt` until somebody says there who gets what: the failure gives the line to add.
"""

import pytest

from tests.filled import everything, pages
from tests.proof.cast import BUILT_IN, Member
from tests.proof.statuses import FILE, line, listed
from tests.proof.walking import ENDING


@pytest.fixture(params=BUILT_IN)
def member(app, sign_in, request):
    return Member(app, sign_in, request.param)


def test_each_route_answers_with_the_listed_status(app, member, ids, taken_back):
    at, found, table = BUILT_IN.index(member.role), answered(app, member, ids, taken_back), listed()
    assert {a: s for a, s in found.items() if a not in table} == {}, f"say in {FILE.name} who gets which status"
    wrong = {asked: status for asked, status in found.items() if status != table[asked][at]}
    assert wrong == {}, f"{FILE.name} says otherwise for {member.role}"


def answered(app, member, ids, taken_back):
    """`{"GET customers.index": status}` of pages and of empty forms."""
    before, found = everything(), {}
    for method, endpoint, address in asked_of(app, ids):
        taken_back.clear()
        status = member.client.open(address, method=method).status_code
        assert status < 400 or not taken_back, f"{endpoint} refuses and writes"
        found[f"{method} {endpoint}"] = status
    assert everything() == before
    return found


def asked_of(app, ids):
    """(method, endpoint, address), those last after which there is nobody who could go on."""
    every = [(m, endpoint, at) for m in ("GET", "POST") for endpoint, at in pages(app, ids["canary"], m).items()]
    return sorted(every, key=lambda one: one[1] in ENDING)


def test_the_table_names_no_route_that_is_gone(app):
    known = {f"{m} {rule.endpoint}" for rule in app.url_map.iter_rules() for m in rule.methods}
    assert listed().keys() - known == set()
    assert [line(asked, statuses) for asked, statuses in listed().items()] == written()


def written():
    return [text for text in FILE.read_text().splitlines() if text and not text.startswith("#")]
