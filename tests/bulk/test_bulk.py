"""Deeds for many customers: one operation each, by set, and taken back as one."""

import pytest
from sqlalchemy import func, select

from contacts.customers.models import Customer
from contacts.history.models import Change, Operation
from contacts.tasks.models import Task
from tests.bulk.deeds import BULK, CHANGED, DEEDS, FIELDS, all_of, do, everything, operations, ticked
from tests.factories import found, make_customer, make_role, writing


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_is_one_operation_and_is_undone_as_one(boss, shop, deed):
    before = everything()
    response = do(boss, deed, "all=1", **FIELDS[deed](shop, boss))
    assert response.status_code == 303
    assert everything() != before
    [operation] = operations()
    sentence = found(select(Operation.sentence).where(Operation.id == operation))[0]
    assert f"{CHANGED[deed]} customers" in sentence
    assert f"Done for {CHANGED[deed]} customers." in boss.get("/customers?sort=name").text
    assert boss.post(f"/history/{operation}/undo").status_code == 303
    assert everything() == before


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_takes_as_many_statements_for_two_as_for_ten(boss, shop, deed, count_queries):
    fields = FIELDS[deed](shop, boss)
    numbers = []
    for chosen in (ticked(shop, 1, 4), ticked(shop, *range(5, 10), 2) + "&" + ticked(shop, 0)):
        with count_queries() as queries:
            assert do(boss, deed, chosen, **fields).status_code == 303
        numbers.append(len([q for q in queries if not q.startswith("UPDATE sessions")]))
    assert numbers[0] == numbers[1] < 16


def test_only_those_that_are_ticked_or_match(boss, shop):
    do(boss, "status", ticked(shop, 0, 2), status="inactive")
    do(boss, "owner", "all=1&status=lead&q=buyer", owner_id=boss.user_id)
    rows = all_of(Customer.name, Customer.status, Customer.owner_id)
    assert {name for name, status, _ in rows if status == "inactive"} == {"Buyer 0", "Buyer 2"}
    assert {name for name, _, owner in rows if owner} == {f"Buyer {n}" for n in (1, 3, 5, 7, 9)}


def test_a_box_may_stand_for_a_whole_page(boss, shop):
    page = ",".join(map(str, shop["ids"]))
    assert f'name="id" value="{page}"' in boss.get("/customers").text
    assert "For 10 customers" in boss.get(f"{BULK}?deed=status&id={page}").text


def test_the_review_says_how_many_and_whom(boss, shop):
    text = boss.get(f"{BULK}?deed=delete&all=1&status=lead").text
    assert "For 5 customers" in text
    assert "all that match" in text
    assert "Buyer 1" in text
    assert "Undo brings all of it back" in text
    assert "Delete, 5 customers" in text
    assert "For 1 customer<" in boss.get(f"{BULK}?deed=task&{ticked(shop, 4)}").text


TASKS = {"create": "own", "read": "all"}


def test_tasks_are_for_oneself_for_others_or_for_each_owner(boss, sign_in, shop):
    with writing():
        make_customer("Owned", owner_id=boss.user_id)
    do(boss, "task", "all=1&q=owned", title="For the owner", assignee="owner", due_at="2026-12-01T09:00")
    assert all_of(Task.assignee_id) == [(boss.user_id,)]
    assert found(select(func.count()).select_from(Task).where(Task.due_at.is_not(None))) == [1]
    with writing():
        role = make_role({"customers": {"read": "all"}, "communications": {"read": "all"}, "tasks": TASKS})
    other = sign_in(role)
    assert do(other, "task", "all=1&q=owned", title="x", assignee=boss.user_id).status_code == 422
    assert do(other, "task", "all=1&q=owned", title="x", assignee=other.user_id).status_code == 303


def test_nothing_to_do_is_no_operation(boss, shop):
    do(boss, "status", ticked(shop, 1), status="lead")
    assert operations() == []
    assert "Nothing was changed" in boss.get("/customers?sort=name").text


def test_the_ledger_has_each_row(boss, shop):
    do(boss, "owner", "all=1", owner_id=boss.user_id)
    changes = found(select(Change).where(Change.operation_id == operations()[0]))
    assert {change.row_id for change in changes} == set(shop["ids"])
    assert {str(change.after) for change in changes} == {str({"owner_id": boss.user_id})}
    versions = {version for (version,) in all_of(Customer.version)}
    assert versions == {2}
