"""The page of custom fields: who may, what is refused and in which words, and that a refusal writes nothing."""

import pytest
from sqlalchemy import select

from contacts.customfields.models import CustomField
from tests.conftest import HTMX
from tests.customfields.conftest import PAGE
from tests.factories import found

BIDI = "a\u202eb"
REFUSED = [
    ("text", {"label": ""}, "Fill this in."),
    ("text", {"label": "x" * 61}, "Use at most 60 characters."),
    ("text", {"label": "A\0B"}, "cannot be kept"),
    ("text", {"label": BIDI}, "turns the text around"),
    ("text", {"label": "Big", "help": "x" * 10_000}, "Use at most 200 characters."),
    ("text", {"label": "A", "key": "Not A Key"}, "Use small letters"),
    ("text", {"label": "A", "key": "name"}, "This key is or was taken."),
    ("text", {"label": "A", "pattern": "(("}, "This is not a pattern"),
    ("text", {"label": "A", "pattern": "(a+)+"}, "Make it simpler."),
    ("text", {"label": "A", "minimum": "9", "maximum": "3"}, "is more than"),
    ("text", {"label": "A", "minimum": "9", "default_text": "short"}, "Use at least 9 characters."),
    ("text", {"label": "A", "pattern": "[A-Z]+", "default_text": "a"}, "does not have the form"),
    ("number", {"label": "A", "minimum": "ten"}, "Give a number"),
    ("number", {"label": "A", "minimum": "5", "maximum": "2"}, "is more than"),
    ("date", {"label": "A", "minimum": "2026-02-31"}, "Give a day of the calendar"),
    ("choice", {"label": "A"}, "Give at least one allowed value."),
    ("choice", {"label": "A", "options": "Gold\ngold"}, "are the same"),
    ("choice", {"label": "A", "options": "Gold = Mauve"}, "After = comes a colour"),
    ("choice", {"label": "A", "options": "Gold", "default_text": "Tin"}, "Choose one of: Gold."),
    ("text", {"label": "A", "sensitive": "y", "searchable": "y"}, "cannot be compared"),
]


def fields():
    return found(select(CustomField.key))


def test_it_lists_what_there_is(admin, add_field):
    assert "No fields of your own yet" in admin.get(PAGE).text
    add_field("choice", label="VIP level", options="Gold = Amber\nSilver")
    assert "VIP level" in admin.get(PAGE).text


def test_the_first_step_asks_of_which_records(admin):
    page = admin.get(f"{PAGE}/new").text
    assert "Several choices" in page
    assert "Allowed values" not in page
    assert "Allowed values" in admin.get(f"{PAGE}/new?record=customers&type=choice").text


def test_it_is_not_made_of_what_is_unknown(admin):
    assert admin.post(f"{PAGE}?record=users&type=text", data={"label": "A"}).status_code == 422
    assert admin.post(f"{PAGE}?record=customers&type=blob", data={"label": "A"}).status_code == 422


@pytest.mark.parametrize(("type", "typed", "sentence"), REFUSED, ids=lambda one: str(one)[:40])
def test_bad_input_is_one_sentence_and_writes_nothing(admin, type, typed, sentence):
    answer = admin.post(f"{PAGE}?record=customers&type={type}", data=typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert fields() == []


def test_what_was_typed_stays(admin):
    answer = admin.post(f"{PAGE}?record=customers&type=text", data={"label": "Shoe size", "pattern": "(("})
    assert 'value="Shoe size"' in answer.text
    assert 'value="(("' in answer.text


def test_neither_a_key_nor_a_label_is_used_twice(admin, add_field):
    add_field(label="Shoe size")
    again = admin.post(f"{PAGE}?record=customers&type=text", data={"label": "shoe SIZE"})
    assert again.status_code == 422
    assert "There is a field of this name already." in again.text
    other = admin.post(f"{PAGE}?record=customers&type=text", data={"label": "Other", "key": "shoe_size"})
    assert other.status_code == 422
    assert "This key is or was taken." in other.text


def test_renaming_keeps_the_data(admin, add_field, add_customer):
    id, url = add_field(label="Shoe"), add_customer(c_shoe="43")
    assert admin.post(f"{PAGE}/{id}", data={"label": "Size of shoe"}).status_code == 303
    page = admin.get(url).text
    assert "Size of shoe" in page
    assert "43" in page


def test_somebody_elses_change_is_noticed(admin, add_field):
    id = add_field(label="Shoe")
    admin.post(f"{PAGE}/{id}", data={"label": "One"})
    assert admin.post(f"{PAGE}/{id}", data={"label": "Two", "version": "1"}).status_code == 409


def test_values_that_are_not_unique_cannot_become_it(admin, add_field, add_customer):
    id = add_field(label="Shoe")
    add_customer(c_shoe="43"), add_customer(c_shoe="43")
    answer = admin.post(f"{PAGE}/{id}", data={"label": "Shoe", "is_unique": "y"})
    assert answer.status_code == 422
    assert "Some records have the same value already." in answer.text


def test_what_is_put_away_vanishes_and_comes_back_whole(admin, add_field, add_customer):
    id, url = add_field(label="Shoe"), add_customer(c_shoe="forty-three")
    assert admin.post(f"{PAGE}/{id}/archive").status_code == 303
    assert "forty-three" not in admin.get(url).text
    assert "Shoe" not in admin.get("/customers/new").text
    assert admin.get(f"{PAGE}/{id}").status_code == 404
    assert admin.post(f"{PAGE}/{id}/restore").status_code == 303
    assert "forty-three" in admin.get(url).text


@pytest.mark.parametrize("role", ["manager", "read-only"])
def test_only_administrators_may(sign_in, add_field, role):
    id, other = add_field(label="Shoe"), sign_in(role)
    assert {other.get(url).status_code for url in (PAGE, f"{PAGE}/new", f"{PAGE}/{id}")} == {403}
    posts = (f"{PAGE}?record=customers&type=text", f"{PAGE}/{id}", f"{PAGE}/{id}/archive", f"{PAGE}/{id}/restore")
    assert {other.post(url, data={"label": "A"}).status_code for url in posts} == {403}


def test_what_is_not_there_is_404_and_a_wrong_way_405(admin):
    assert {admin.get(f"{PAGE}/77").status_code, admin.post(f"{PAGE}/77/archive").status_code} == {404}
    assert admin.get(f"{PAGE}/77/archive").status_code == 405


def test_htmx_gets_the_same_answers(admin):
    answer = admin.post(f"{PAGE}?record=customers&type=text", data={"label": ""}, headers=HTMX)
    assert answer.status_code == 422
    assert "Fill this in." in answer.text


def test_the_list_asks_for_the_fields_once(admin, add_field, count_queries):
    add_field(label="One")
    admin.get(PAGE)
    with count_queries() as few:
        admin.get(PAGE)
    add_field(label="Two"), add_field(label="Three")
    admin.get(PAGE)
    with count_queries() as many:
        admin.get(PAGE)
    assert len(many) == len(few)
