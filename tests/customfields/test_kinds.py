"""Every kind of record on the surfaces of a record: form, page, history, undo, rights, seals."""

import pytest
from sqlalchemy import text

from tests.customfields.kinds import KINDS, newest, set_level
from tests.factories import found


@pytest.mark.parametrize("name", KINDS)
def test_it_is_typed_shown_changed_and_undone(admin, add_field, name):
    kind = KINDS[name]
    add_field("text", name, label="Own word", section="Apart", default_text="at-first")
    add_field("choice", name, label="Level", options="Gold = Amber\nTin")
    assert "at-first" in kind.form(admin)
    url = kind.make(admin, c_own_word="forty-three", c_level="gold")
    assert "forty-three" in kind.form(admin, url)
    assert "Apart" in kind.form(admin, url)
    page = kind.shown(admin, url)
    assert "forty-three" in page
    assert "Gold" in page
    assert kind.change(admin, url, c_own_word="forty-four", c_level="tin").status_code in (200, 303)
    page = kind.shown(admin, url)
    assert "forty-four" in page
    assert "forty-three" not in page
    assert admin.post(f"/history/{newest(name)}/undo").status_code == 303
    assert "forty-three" in kind.shown(admin, url)


@pytest.mark.parametrize("name", KINDS)
def test_bad_input_is_refused_keeps_what_was_typed_and_writes_nothing(admin, add_field, name):
    kind = KINDS[name]
    add_field("number", name, label="Size", maximum="100")
    add_field("text", name, label="Badge", required="y")
    url = kind.make(admin, c_size="7", c_badge="b-1")
    for answer in (
        kind.change(admin, url, c_size="101", c_badge="kept-as-typed"),
        kind.post(admin, c_size="101", c_badge="kept-as-typed"),
    ):
        assert answer.status_code == 422
        assert "Give 100 or less." in answer.text
        assert "kept-as-typed" in answer.text
    assert "Fill this in." in kind.change(admin, url, c_size="8").text
    assert found(text(f"SELECT c_badge FROM {name}_custom")) == ["b-1"]


@pytest.mark.parametrize("name", KINDS)
def test_two_tabs_do_not_lose_a_value(admin, add_field, name):
    kind = KINDS[name]
    add_field(label="Badge", record=name)
    url = kind.make(admin, c_badge="first")
    assert kind.change(admin, url, c_badge="second", version="1").status_code in (200, 303)
    late = kind.change(admin, url, c_badge="third", version="1")
    assert late.status_code == 409
    assert "second" in late.text
    assert "third" in late.text


@pytest.mark.parametrize("name", KINDS)
def test_what_is_hidden_stays_so_on_every_way_and_cannot_be_written(app, admin, sign_in, add_field, name):
    kind = KINDS[name]
    add_field(label="Secret word", record=name), add_field(label="Open word", record=name)
    url = kind.make(admin, c_secret_word="hush-hush", c_open_word="plain-to-see")
    set_level(app, kind, "c_secret_word", "hidden")
    rep = sign_in(kind.role)
    page = kind.shown(rep, url)
    assert "plain-to-see" in page
    assert "hush-hush" not in page
    assert "Secret word" not in kind.form(rep)
    kind.change(rep, url, c_secret_word="mine", c_open_word="theirs")
    assert "hush-hush" in kind.shown(admin, url)
    if kind.listed:
        assert "hush-hush" not in rep.get(f"{kind.listed}?columns=c_secret_word").text


@pytest.mark.parametrize("name", KINDS)
def test_it_is_read_only_for_who_may_only_view_it(app, admin, sign_in, add_field, name):
    kind = KINDS[name]
    add_field(label="Badge", record=name)
    url = kind.make(admin, c_badge="first")
    set_level(app, kind, "c_badge", "view")
    rep = sign_in(kind.role)
    assert "first" in kind.shown(rep, url)
    assert "c_badge" not in kind.form(rep, url)
    kind.change(rep, url, c_badge="second")
    assert found(text(f"SELECT c_badge FROM {name}_custom")) == ["first"]


@pytest.mark.parametrize("name", KINDS)
def test_it_lies_sealed_and_is_masked(app, admin, sign_in, add_field, name):
    kind = KINDS[name]
    add_field(label="Secret", record=name, sensitive="y")
    url = kind.make(admin, c_secret="hush-hush-9876")
    assert found(text(f"SELECT c_secret FROM {name}_custom"))[0].startswith("v1.")
    kept = found(text(f"SELECT CAST(coalesce(after, before) AS text) FROM changes WHERE table_name = '{name}_custom'"))
    assert kept
    assert "hush" not in "".join(filter(None, kept))
    assert "hush-hush-9876" in kind.shown(admin, url)
    assert "9876" not in kind.shown(sign_in(kind.role), url)
    set_level(app, kind, "c_secret", "masked")
    page = kind.shown(sign_in(kind.role), url)
    assert "9876" in page
    assert "hush" not in page


@pytest.mark.parametrize("name", KINDS)
def test_deleting_and_undoing_brings_it_back(admin, add_field, name):
    kind = KINDS[name]
    add_field(label="Badge", record=name)
    url = kind.make(admin, c_badge="forty-three")
    assert kind.delete(admin, url).status_code in (200, 303)
    assert found(text(f"SELECT c_badge FROM {name}_custom")) == []
    admin.post(f"/history/{newest(f'{name}.delete')}/undo")
    assert "forty-three" in kind.shown(admin, url)
