"""The rules of rows in words, and what tells those of two versions apart."""

import pytest

from contacts.data_model.differences import differences
from contacts.data_model.rules import in_words
from contacts.data_model.schema import Column, Schema, Table


def with_rules(**rules):
    checks = {f"ck_things_{name}": rule for name, rule in rules.items()}
    column = Column("things", "status", "text")
    return Schema({"things": Table("things", "Things", None, (column,), (), (), checks)})


def told(before, after):
    return list(differences(with_rules(**before), with_rules(**after)))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("status IN ('lead', 'active')", "status is one of lead, active"),
        ("kind IN ('it''s')", "kind IN ('it''s')"),
        ("level IN (1, 2)", "level is one of 1, 2"),
        ("length(trim(name)) > 0", "name is not blank"),
        ("length(currency) = 3 AND currency = upper(currency)", "currency is 3 characters in capitals"),
        ("length(currency) = 3 AND other = upper(other)", "length(currency) = 3 AND other = upper(other)"),
        ("duration IS NULL OR duration BETWEEN 0 AND 1440", "duration is empty, or duration is from 0 to 1440"),
        ("one IS NULL OR other IS NULL", "one or other is empty"),
        ("email = lower(email)", "email has no capitals"),
        ("total >= -5", "total is at least -5"),
        ("quantity > 0", "quantity is more than 0"),
        ("base <> currency", "base is not the same as currency"),
        ("(status = 'closed') = (closed_at IS NOT NULL)", "(status = 'closed') = (closed_at IS NOT NULL)"),
    ],
)
def test_a_rule_in_words(rule, words):
    assert in_words(rule) == words


def test_rules_that_come_and_go():
    assert told({}, {"total": "total >= 0"}) == ["things has a new rule, total: total is at least 0."]
    assert told({"total": "total >= 0"}, {}) == ["things has no rule total any more: total is at least 0."]


def test_a_rule_that_changed():
    assert told({"total": "total >= 0"}, {"total": "total > 0"}) == [
        "things has another rule total: total is more than 0, instead of: total is at least 0."
    ]


def test_choices_are_compared_one_by_one():
    said = told({"status": "status IN ('a', 'b')"}, {"status": "status IN ('b', 'c', 'd')"})
    assert said == ["things.status may be c, d too now.", "things.status may not be a any more."]


def test_the_same_rule_under_another_name_is_no_difference():
    assert told({"total": "total >= 0"}, {"not_negative": "total >= 0"}) == []


def test_the_command_says_the_rules_of_migrations(app):
    runner = app.test_cli_runner()
    words = "touch_every_days: touch_every_days is from 1 to 3650."
    forwards = runner.invoke(args=["schema", "diff", "0030", "0031"]).output.splitlines()
    assert f"customers has a new rule, {words}" in forwards
    backwards = runner.invoke(args=["schema", "diff", "0031", "0030"]).output.splitlines()
    assert f"customers has no rule {words.replace(':', ' any more:', 1)}" in backwards
