"""What is said of the columns of a file."""

from tests.exchange.test_import import run


def test_columns_that_are_left_out_without_being_asked_to_are_named(app, tmp_path):
    content = b"external_id,name,shoe,Fax no\n1,Ada,43,5\n"
    summary = run("customers", content, tmp_path, dry_run=True)
    assert summary.as_dict()["unused_columns"] == ["shoe", "Fax no"]
    assert "  left out, for no field is called so: shoe, Fax no" in summary.as_text()
    asked = "[columns]\nname = 'name'\nexternal_id = 'external_id'"
    summary = run("customers", content, tmp_path, mapping=asked, dry_run=True)
    assert (summary.unused, summary.created) == ([], 1)
