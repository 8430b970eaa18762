"""Files of every kind that can be imported fill in the fields that people added to it; twice changes nothing."""

import pytest
from sqlalchemy import text

from contacts.access import SYSTEM, acting_as
from contacts.exchange.reader import Refused
from contacts.exchange.run import run_import
from tests.factories import found, make_customer, writing

# kind: the heading and a row of its file, without the fields that were added
FILES = {
    "products": ("sku,name,currency", "CH,Chair,EUR"),
    "purchases": ("reference,customer,purchased_on,currency", "R-1,A-1,2026-07-01,EUR"),
    "addresses": ("customer,line1,city,country", "A-1,Long Street 1,Bern,CH"),
    "communications": ("external_id,customer,channel,happened_at,body", "T-1,A-1,call,2026-07-01 10:00,Hello"),
}
MAPPING = {"purchases": '[items]\ncolumns = {description = "what", quantity = "many", unit_price = "price"}\n'}


@pytest.fixture
def shop(app):
    with writing():
        make_customer("Ada Byron", source="shop", external_id="A-1")


def imported(app, folder, kind, cell, dry_run=False):
    """The summary of a file with one row."""
    heading, row = FILES[kind]
    more, values = (",what,many,price", ",Chair,1,9.90") if kind == "purchases" else ("", "")
    columns = "".join(f'{name} = "{name}"\n' for name in (*heading.split(","), "c_badge"))
    mapping, file = folder / "mapping.toml", folder / f"{kind}.csv"
    mapping.write_text(f'source = "shop"\n[columns]\n{columns}{MAPPING.get(kind, "")}')
    file.write_text(f"{heading},c_badge{more}\n{row},{cell}{values}\n")
    with app.app_context(), acting_as(SYSTEM):
        return run_import(kind, file, mapping, dry_run)


def values(kind):
    return found(text(f"SELECT c_badge FROM {kind}_custom"))


@pytest.mark.parametrize("kind", FILES)
def test_a_file_fills_in_what_people_added_and_again_changes_nothing(app, admin, add_field, shop, tmp_path, kind):
    add_field("choice", kind, label="Badge", options="Seven\nEight")
    first = imported(app, tmp_path, kind, "Seven")
    assert (first.created, first.problems) == (1, [])
    assert values(kind) == ["seven"]
    again = imported(app, tmp_path, kind, "Seven")
    assert (again.created, again.updated) == (0, 0)
    assert imported(app, tmp_path, kind, "eight").updated == 1
    wrong = imported(app, tmp_path, kind, "much")
    assert "Choose one of: Seven, Eight." in str(wrong.problems)
    assert values(kind) == ["eight"]


@pytest.mark.parametrize("kind", FILES)
def test_a_field_that_is_not_there_is_refused(app, shop, tmp_path, kind):
    with pytest.raises(Refused):
        imported(app, tmp_path, kind, "Seven")
