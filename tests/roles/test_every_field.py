"""Whatever the matrix lets an administrator hide, every page answers: without it, or 403 where nothing is left."""

import pytest

from contacts.access import Level
from contacts.access.policy import RECORDS, everything
from contacts.roles.catalogue import groups
from tests.factories import make_role, writing
from tests.filled import fill, pages

ELSEWHERE = ("passwords", "reveals", "users", "settings")


@pytest.fixture
def visit(app, sign_in):
    """`visit(table__column="hidden", …)`: `{endpoint: answer}` of every page, for a role with all rights but these."""
    with writing():
        ids = fill()

    def _visit(**levels):
        with writing():
            role = make_role({kind: everything() for kind in RECORDS}, **levels)
        client = sign_in(role)
        return {
            endpoint: client.get(address)
            for endpoint, address in pages(app, ids).items()
            if endpoint.partition(".")[0] not in ELSEWHERE
            and getattr(app.view_functions[endpoint], "needs", ("",))[0] in RECORDS
        }

    return _visit


def words_in(field):
    """What `fill` wrote there, if it is text."""
    return f"canary-{field.table}-{field.column}".replace("_", "-")


# Pages of which nothing is left: a single field's own form, a bar that could not write, figures made of these.
NOTHING_LEFT = {
    "customers": {"facts.edit"},
    "communications": {"capture.show"},
    "customer_stats": {"insights.download", "insights.index"},
}


def refused(answers):
    return sorted(endpoint for endpoint, answer in answers.items() if answer.status_code == 403)


def wrongly_refused(answers, group):
    return sorted(set(refused(answers)) - NOTHING_LEFT.get(group.table, set()))


@pytest.mark.parametrize("group", [group for group in groups() if group.fields], ids=lambda group: group.table)
def test_every_field_of_a_table_can_be_hidden(visit, group):
    hidden = [field for field in group.fields if Level.HIDDEN in field.levels]
    answers = visit(**{f"{field.table}__{field.column}": "hidden" for field in hidden})
    assert wrongly_refused(answers, group) == []
    for endpoint, answer in answers.items():
        shown = [
            field.name for field in hidden if f"canary-{field.table}-{field.column}".replace("_", "-") in answer.text
        ]
        assert shown == [], endpoint


@pytest.mark.parametrize("group", [group for group in groups() if group.fields], ids=lambda group: group.table)
def test_every_field_of_a_table_can_be_viewed_only(visit, group):
    answers = visit(**{f"{field.table}__{field.column}": "view" for field in group.fields})
    assert wrongly_refused(answers, group) == []


# The rooms that are closed together with a table.
CLOSED = {
    "customers": {"customers", "contacts", "addresses", "interests", "purchases", "communications", "tickets", "tasks"}
    | {"attachments", "beside", "bulk", "capture", "conversations", "facts", "history", "insights", "personal_data"}
    | {"favourites", "segments", "views"},
    "customer_categories": {"interests"},
    "customer_values": set(),
    "customer_stats": {"insights"},
    "communications": {"capture", "communications", "conversations", "tickets"},
}


@pytest.mark.parametrize(
    "group", [g for g in groups() if Level.HIDDEN in g.whole.levels], ids=lambda group: group.table
)
def test_a_table_that_can_be_hidden_whole_closes_its_room(visit, group):
    closed = {endpoint.partition(".")[0] for endpoint in refused(visit(**{f"{group.table}__": "hidden"}))}
    assert closed == CLOSED.get(group.table, {group.table})
