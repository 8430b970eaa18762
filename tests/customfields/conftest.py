"""Fields as an administrator adds them, by the page itself."""

import re

import pytest

PAGE = "/admin/custom-fields"


@pytest.fixture
def admin(sign_in):
    return sign_in("administrator")


@pytest.fixture
def add_field(admin):
    """`add_field("text", label="Shoe")`: its id; further fields of the form as they are typed."""

    def add(type="text", record="customers", **typed):
        answer = admin.post(f"{PAGE}?record={record}&type={type}", data=typed)
        assert answer.status_code == 303, answer.text
        admin.get(PAGE)  # this process learns of the column
        return int(re.search(r"field-(\d+)", answer.location)[1])

    return add


@pytest.fixture
def add_customer(admin):
    """The address of a new customer's page."""

    def add(**typed):
        answer = admin.post("/customers", data={"name": "Ada Byron", **typed})
        assert answer.status_code == 303, answer.text
        return answer.location

    return add
