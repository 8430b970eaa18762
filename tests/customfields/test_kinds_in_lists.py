"""Every kind of record in lists and in search: columns, filters and orders of the fields that people added."""

import pytest

from tests.customfields.kinds import KINDS, set_level

LISTED = [name for name, kind in KINDS.items() if kind.listed]
SEARCHED = [name for name, kind in KINDS.items() if kind.found_as]


@pytest.mark.parametrize("name", LISTED)
def test_it_is_a_column_of_the_list_for_who_wants_it(admin, add_field, count_queries, name):
    kind = KINDS[name]
    kind.make(admin), admin.get(kind.listed)
    with count_queries() as before:
        admin.get(kind.listed)
    add_field("text", name, label="Badge"), add_field("person", name, label="Guide")
    add_field("text", name, label="Secret", sensitive="y")
    kind.make(admin, c_badge="forty-three", c_guide=str(admin.user_id), c_secret="hush-hush")
    assert "forty-three" not in admin.get(kind.listed).text
    assert "columns=c_badge" in admin.get(kind.listed).text
    with count_queries() as asked:
        page = admin.get(f"{kind.listed}?columns=c_badge")
    assert "forty-three" in page.text
    assert len(asked) <= len(before)
    assert "hush-hush" not in admin.get(f"{kind.listed}?columns=c_secret,c_guide").text
    assert admin.get(f"{kind.listed}?columns=none,c_nothing,,'").status_code == 200


@pytest.mark.parametrize("name", LISTED)
def test_what_is_chosen_filters_the_list(app, admin, sign_in, add_field, name):
    kind = KINDS[name]
    add_field("choice", name, label="Level", options="Gold\nTin", filterable="y")
    add_field("yes_no", name, label="Kept", filterable="y"), add_field("text", name, label="Badge")
    add_field("person", name, label="Guide", filterable="y")
    kind.make(admin, c_level="gold", c_kept="yes", c_badge="first-of-all", c_guide=str(admin.user_id))
    shown = f"{kind.listed}?columns=c_badge&"
    for asked in ("c_level=gold", "c_kept=yes", f"c_guide={admin.user_id}", "c_level=lead", "c_kept=", "c_guide=9999"):
        assert "first-of-all" in admin.get(shown + asked).text, asked
    for asked in ("c_level=tin", "c_kept=no"):
        assert "first-of-all" not in admin.get(shown + asked).text, asked
    add_field("number", name, label="Size", filterable="y")
    kind.change(admin, kind.make(admin, c_badge="second-of-all"), c_badge="second-of-all", c_size="7")
    for asked, there in (("c_size-from=7", True), ("c_size-from=8", False)):
        page = admin.get(shown + asked).text
        assert "first-of-all" not in page
        assert ("second-of-all" in page) is there
    assert "this filter is left out" in admin.get(f"{shown}c_size-from=large").text
    set_level(app, kind, "c_level", "hidden")
    rep = sign_in(kind.role)
    assert "first-of-all" in rep.get(f"{shown}c_level=tin").text
    assert "Gold" not in rep.get(kind.listed).text


@pytest.mark.parametrize("name", LISTED)
def test_the_list_is_sorted_by_it(admin, add_field, name):
    kind = KINDS[name]
    add_field("text", name, label="Badge", filterable="y")
    for word in ("bbb-2", "aaa-1", ""):
        kind.change(admin, kind.make(admin), c_badge=word)
    page = admin.get(f"{kind.listed}?columns=c_badge&sort=c_badge").text
    assert page.index("aaa-1") < page.index("bbb-2")
    page = admin.get(f"{kind.listed}?columns=c_badge&sort=-c_badge").text
    assert page.index("bbb-2") < page.index("aaa-1")


@pytest.mark.parametrize("name", SEARCHED)
def test_search_finds_its_words(app, admin, sign_in, add_field, name):
    kind = KINDS[name]
    add_field(label="Nickname", record=name, searchable="y"), add_field(label="Badge", record=name)
    kind.make(admin, c_nickname="Enchantress", c_badge="first-of-all")
    assert f'id="found-{kind.found_as}-rows"' in admin.get("/search?q=enchantr").text
    if kind.listed:
        assert "first-of-all" in admin.get(f"{kind.listed}?columns=c_badge&q=enchantr").text
        assert "first-of-all" not in admin.get(f"{kind.listed}?columns=c_badge&q=enchanter").text
    set_level(app, kind, "c_nickname", "hidden")
    assert f'id="found-{kind.found_as}-rows"' not in sign_in(kind.role).get("/search?q=enchantr").text
