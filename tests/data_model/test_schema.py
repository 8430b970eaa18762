"""The schema in words: the database's catalogue and the models say the same."""

from contacts.data_model.describing import schema_of
from contacts.data_model.live import live_schema
from contacts.db import Base


def test_the_catalogue_and_the_models_say_the_same(app):
    live, models = live_schema().schema, schema_of(Base.metadata)
    assert live.tables.keys() == models.tables.keys()
    for name, table in models.tables.items():
        assert live.tables[name].columns == table.columns
        assert {index.name: index.columns for index in live.tables[name].indexes}.keys() >= {
            index.name for index in table.indexes
        }


def test_a_column_is_told_in_words():
    customers = schema_of(Base.metadata).tables["customers"].column
    assert customers["status"].choices == ("lead", "active", "inactive")
    assert customers["status"].default == "active"
    assert customers["tax_id"].type == "sealed text"
    assert customers["name"].limit == 200
    assert customers["version"].default == "1"
    assert customers["id"].default == "the next number"
    assert customers["owner_id"].refers == ("users", "id")
    assert customers["owner_id"].on_delete == "SET NULL"


def test_relations_say_how_many():
    relations = {(one.table, one.column): one for one in schema_of(Base.metadata).relations}
    assert relations["customer_stats", "customer_id"].one
    assert not relations["emails", "customer_id"].one
    assert relations["emails", "customer_id"].required
    assert not relations["customers", "company_id"].required


def test_what_is_joined_by_a_table_between_is_told():
    schema = schema_of(Base.metadata)
    assert ("customer_categories", "categories") in schema.through("customers")
    assert ("product_categories", "products") in schema.through("categories")
    assert "communications" not in {joining for joining, _other in schema.through("customers")}


def test_rules_are_listed_once():
    tables = schema_of(Base.metadata).tables
    assert len(set(tables["customers"].checks.values())) == len(tables["customers"].checks)
    assert tables["customers"].checks_on("name")
    assert not tables["customers"].checks_on("notes")
