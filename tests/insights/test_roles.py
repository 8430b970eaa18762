"""Roles hold for sums too: a sum made of what is hidden is hidden, by the database itself; and nobody writes sums."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from contacts.access import Actor, Role, Team, acting_as, rights_of, unrestricted
from contacts.db import Base, db
from contacts.purchases.models import Purchase
from tests.factories import add, make_customer, make_role, make_user, writing

SUMMED = [table for table in Base.metadata.sorted_tables if table.info.get("summed")]
KINDS = ("customers", "purchases", "products", "categories", "communications", "tasks")
ALL = {kind: dict.fromkeys(("read", "create", "edit", "delete"), "all") for kind in KINDS}
ORIGINS = sorted({column.info["copy_of"] for table in SUMMED for column in table.columns if "copy_of" in column.info})


def actor(role, **fields):
    with unrestricted("a test asks what a role may") as session:
        found = session.execute(select(Role.id, Role.version).where(Role.name == role)).one()
        return Actor(id=fields.pop("id", 0), rights=rights_of(*found), **fields)


def test_every_column_of_a_sum_says_what_it_is_made_of():
    keys = {"customer_id", "ticket_id"}
    assert [str(c) for table in SUMMED for c in table.columns if "copy_of" not in c.info and c.name not in keys] == []


@pytest.mark.parametrize("origin", ORIGINS, ids=".".join)
def test_what_is_made_of_a_hidden_field_is_hidden(app, bought, origin):
    with writing():
        role = make_role(ALL, **{"__".join(origin): "hidden"})
    hidden = [column for table in SUMMED for column in table.columns if column.info.get("copy_of") == origin]
    assert hidden
    for column in hidden:
        for asked in (column.name, f"sum({column.name})" if column.name in ("revenue", "customers") else "1"):
            where = f"WHERE {column.name} IS NOT NULL"
            with acting_as(actor(role), writes=False), pytest.raises(DatabaseError):
                db.session.execute(text(f"SELECT {asked} FROM {column.table} {where}")).all()


@pytest.mark.parametrize("table", SUMMED, ids=str)
def test_nobody_writes_a_sum(app, bought, table):
    name = next(column.name for column in table.columns if column.name != "customer_id")
    goes_along = bool(table.foreign_keys)  # SQLite lets who may delete the parent delete what goes with it
    for statement in (f"UPDATE {table} SET {name} = {name}", *([] if goes_along else [f"DELETE FROM {table}"])):
        for role in ("administrator", "sales rep"):
            with acting_as(actor(role)), pytest.raises(DatabaseError):
                db.session.execute(text(statement))


@pytest.mark.parametrize("table", SUMMED, ids=str)
def test_who_reads_neither_purchases_nor_conversations_cannot_count_a_sum(app, bought, table):
    with acting_as(actor("read-only"), writes=False), pytest.raises(DatabaseError):
        db.session.execute(text(f"SELECT count(*) FROM {table}")).all()


@pytest.mark.parametrize("narrow", ["customers", "purchases"])
def test_a_team_is_counted_together_and_nobody_else(sign_in, bought, narrow):
    with writing():
        rights = {kind: {"read": "all"} for kind in KINDS}
        role = make_role({**rights, narrow: {"read": "team"}})
        team = add(Team(name="North")).id
        colleague = make_user("sales rep", team_id=team).id
    client = sign_in(role, team_id=team)
    with writing():
        for owner, total in ((colleague, 200), (client.user_id, 100)):
            customer = make_customer(f"Of {owner}", owner_id=owner).id
            add(Purchase(customer_id=customer, purchased_on=date(1998, 4, 4), currency="EUR", total=total))
    html = client.get("/insights?period=1998").text
    assert "€3.00" in html
    assert "434.50" not in html
    assert "Ada Byron" not in html
    alone = client.get(f"/insights?period=1998&owner={colleague}").text
    assert "€2.00" in alone
    assert "€1.00" not in alone


def test_deleting_still_takes_the_sums_along(sign_in, bought):
    client = sign_in("manager")
    assert client.post(f"/customers/{bought.ada}/delete").status_code == 303
    with unrestricted("a test looks") as session:
        assert session.scalar(text("SELECT sum(revenue) FROM revenue_months")) == 20_000
        assert session.scalar(text("SELECT count(*) FROM customer_years WHERE year <> 0")) == 1
