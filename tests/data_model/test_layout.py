"""The layout: nothing over anything else, at 14 tables, at 40, and with any links between them."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.data_model.columns import Link, Shape, in_columns
from contacts.data_model.describing import schema_of
from contacts.data_model.drawing import draw, link_of, rows_of, shape_of
from contacts.data_model.layout import lay_out
from contacts.db import Base
from tests.data_model.drawn import faults_of

FOURTEEN = "addresses categories communications companies customer_categories customers emails phones products"
FOURTEEN = {*FOURTEEN.split(), "purchase_items", "purchases", "tasks", "tickets", "users"}


def laid_out(schema):
    rows = {name: rows_of(table, None, False) for name, table in schema.tables.items()}
    shapes = [shape_of(table, rows[name], "") for name, table in schema.tables.items()]
    return lay_out(shapes, [link_of(one, rows) for one in schema.relations])


def invented(count, seed):
    """`count` tables of which each refers to some others, itself and circles included."""
    chance = random.Random(seed)
    shapes = [
        Shape(f"table_{at}", 140 + 4 * chance.randrange(30), 60 + 20 * chance.randrange(9)) for at in range(count)
    ]
    links = [
        Link(shape.name, row, chance.choice(shapes).name, 0)
        for shape in shapes
        for row in range(1, (shape.height - 40) // 20)
        if chance.random() < 0.25
    ]
    return shapes, links


@pytest.mark.parametrize("names", [FOURTEEN, set(Base.metadata.tables)], ids=["fourteen", "all"])
def test_our_own_tables_do_not_overlap(names):
    schema = schema_of(Base.metadata).only(names)
    layout = laid_out(schema)
    assert list(faults_of(layout)) == []
    assert layout.boxes.keys() == names
    assert len(layout.wires) == len(schema.relations)
    assert layout.width / layout.height < 4  # it can be read and printed


@settings(max_examples=60)
@given(st.integers(0, 40), st.integers(0, 10_000))
def test_no_diagram_overlaps(count, seed):
    shapes, links = invented(count, seed)
    layout = lay_out(shapes, links)
    assert list(faults_of(layout)) == []
    assert len(layout.wires) == len(links)


def test_the_same_schema_is_the_same_picture_in_whatever_order_it_comes():
    shapes, links = invented(40, 7)
    first = lay_out(shapes, links)
    random.Random(1).shuffle(links)
    assert lay_out(shapes, links) == first


def test_a_table_stands_right_of_what_it_refers_to():
    schema = schema_of(Base.metadata).only(FOURTEEN)
    boxes = laid_out(schema).boxes
    for one in schema.relations:
        if one.table != one.target:
            assert boxes[one.target].x + boxes[one.target].width < boxes[one.table].x, one


def test_tables_without_any_relation_are_placed_too():
    shapes = [Shape(name, 140, 100) for name in "abc"]
    assert set(in_columns(shapes, [])) == {"a", "b", "c"}
    assert lay_out([], []).boxes == {}


def test_a_fork_is_where_many_are_and_a_bar_where_one_is():
    picture = draw(schema_of(Base.metadata).only({"customers", "emails", "customer_stats"}))
    many, one = sorted(picture.lines, key=lambda line: -line.path.count("L"))
    assert many.path.count("M") == 3  # the way, the fork, the bar
    assert "V" in one.path.rpartition("M")[2]
    assert one.path.count("L") == 3  # a bar at both ends
    assert not many.may_be_empty


def test_what_may_be_empty_is_dashed():
    lines = draw(schema_of(Base.metadata).only({"customers", "companies"})).lines
    assert [line.may_be_empty for line in lines] == [True]
