"""The Northwind sample company, loaded by the example's own script: every figure, and nothing the second time."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import func, select

from contacts.access import SYSTEM, acting_as
from contacts.addresses.models import Address
from contacts.categories.models import Category, Product
from contacts.customers.models import Customer
from contacts.db import db
from contacts.exchange.run import run_import
from contacts.interests.models import Interest
from contacts.purchases.models import Purchase, PurchaseItem

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs/examples/northwind"
DATA = Path(os.environ.get("RAPPORT_DATA", ROOT.parent / "shared/data")) / "business/northwind"
STEPS = re.findall(r"^load (\w+) (\S+) (\S+)$", (EXAMPLE / "load.sh").read_text(), re.M)

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"NO NORTHWIND DATA at {DATA}: its figures are not checked")


def load():
    summaries = []
    for kind, file, mapping in STEPS:
        with acting_as(SYSTEM):
            summaries.append(run_import(kind, DATA / file, EXAMPLE / mapping))
    return summaries


def count(model, *conditions):
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def test_every_figure_holds_and_a_second_run_changes_nothing(app):
    load()
    second = load()
    assert [(s.created, s.updated, s.operation) for s in second] == [(0, 0, None)] * 6
    with acting_as(SYSTEM, writes=False):
        assert [count(model) for model in (Customer, Product, Category)] == [93, 77, 8]
        assert (count(Purchase), count(PurchaseItem)) == (830, 2155)
        assert db.session.scalar(select(func.sum(Purchase.total))) == 126579329
        assert db.session.scalar(select(func.count(Purchase.customer_id.distinct()))) == 89
        assert (count(Address, Address.kind == "billing"), count(Address, Address.kind == "shipping")) == (91, 5)
        shipped = select(Customer.external_id).join(Address).where(Address.kind == "shipping")
        assert set(db.session.scalars(shipped)) == {"AROUT", "CHOPS", "LAUGB", "RICSU", "WHITC"}
        berglund = db.session.scalar(select(Customer.id).where(Customer.name == "Berglunds snabbköp"))
        assert count(Purchase, Purchase.customer_id == berglund) == 18
        assert db.session.scalar(select(func.sum(Purchase.total)).where(Purchase.customer_id == berglund)) == 2492759
        assert count(Interest, Interest.origin == "inferred") == count(Interest) == 598
        assert set(db.session.scalars(select(Customer.external_id).where(Customer.name == "IT"))) == {"VALON", "Val2"}


def test_the_script_works_from_any_folder():
    assert subprocess.run(["bash", "-n", EXAMPLE / "load.sh"], cwd="/", check=False).returncode == 0
