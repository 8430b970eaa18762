"""What is told of custom fields elsewhere: the record's history, and everything that is kept about a person."""

import json
import re


def test_the_records_history_says_it_by_its_label_as_far_as_one_may_read(admin, sign_in, add_field, add_customer):
    add_field("text", label="Shoe size")
    add_field("text", label="Locker code", sensitive="y")
    at = add_customer(c_shoe_size="forty-one", c_locker_code="code-7788")
    version = int(re.search(r'name="version"[^>]*value="(\d+)"', admin.get(f"{at}/edit").text)[1])
    typed = {"name": "Ada Byron", "c_shoe_size": "forty-two", "c_locker_code": "code-9900", "version": version}
    assert admin.post(at, data=typed).status_code == 303
    html = admin.get(f"{at}/history").text
    for words in ("Shoe size", "forty-one", "forty-two", "Locker code", "code-7788", "code-9900"):
        assert words in html, words
    html = sign_in("sales rep").get(f"{at}/history").text
    assert "forty-two" in html
    assert "Locker code" not in html
    assert "code-9900" not in html


def test_it_is_part_of_what_is_downloaded_of_a_person(admin, sign_in, add_field, add_customer):
    add_field("choice", label="Level", options="Gold\nTin")
    add_field("money", label="Budget", currency="EUR")
    add_field("text", label="Locker code", sensitive="y")
    at = add_customer(c_level="gold", c_budget="1250.50", c_locker_code="code-7788")
    whole = json.loads(admin.get(f"{at}/data").text)
    assert whole["custom_fields"] == {"Level": "Gold", "Budget": "1250.50 EUR", "Locker code": "code-7788"}
    assert "Locker code" not in sign_in("manager").get(f"{at}/data").text
