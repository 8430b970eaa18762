"""What the process itself is told of a field's level follows the field, too."""

from contacts.access import Level
from contacts.access.rights import EVERYTHING
from tests.customfields.conftest import PAGE


def test_the_systems_own_rights_learn_that_a_field_was_put_away(admin, add_field):
    id = add_field("text", label="Shoe")
    admin.get("/customers")
    assert EVERYTHING.level("customers_custom", "c_shoe") is Level.EDIT
    assert admin.post(f"{PAGE}/{id}/archive").status_code == 303
    admin.get(PAGE)
    assert EVERYTHING.level("customers_custom", "c_shoe") is Level.HIDDEN
    assert admin.post(f"{PAGE}/{id}/restore").status_code == 303
    admin.get("/customers")
    assert EVERYTHING.level("customers_custom", "c_shoe") is Level.EDIT
