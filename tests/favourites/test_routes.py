"""Stars: one person's alone, in the sidebar of every page, of customers that they may read."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.customers.models import Customer
from contacts.db import db
from contacts.favourites.models import Favourite
from contacts.favourites.queries import MOST
from tests.conftest import HTMX
from tests.factories import add, make_customer, make_role, writing


@pytest.fixture
def ada(app):
    with writing():
        return make_customer("Ada Byron", sort_name="ada byron").id


def stars():
    with unrestricted("a test looks") as session:
        return session.execute(select(Favourite.user_id, Favourite.customer_id)).all()


def sidebar(text):
    return text.partition('id="favourites"')[2].partition("</nav>")[0]


def test_a_star_puts_the_customer_at_hand_and_goes_again(sign_in, ada):
    client, other = sign_in("sales rep"), sign_in("sales rep")
    answer = client.post(f"/customers/{ada}/favourite", headers=HTMX)
    assert stars() == [(client.user_id, ada)]
    assert 'aria-label="Take out of favourites"' in answer.text
    assert 'id="favourites" aria-label="Favourites" hx-swap-oob="true"' in answer.text
    assert "Ada Byron" in sidebar(answer.text)
    assert "Ada Byron" in sidebar(client.get("/tasks").text)
    assert "Ada Byron" in client.get("/favourites").text
    assert "Ada Byron" not in sidebar(other.get("/tasks").text)
    assert client.post(f"/customers/{ada}/favourite").location == f"/customers/{ada}"
    assert stars() == []
    assert "Nobody yet." in client.get("/favourites").text


def test_it_is_no_change_of_the_customer(sign_in, ada):
    client = sign_in("read-only")
    assert client.post(f"/customers/{ada}/favourite", headers=HTMX).status_code == 200
    with unrestricted("a test looks") as session:
        assert session.scalar(select(Customer.version)) == 1


def test_who_goes_out_of_reach_goes_out_of_sight(sign_in, ada):
    with writing():
        role = make_role({"customers": {"read": "own"}})
    client = sign_in(role)
    assert client.post(f"/customers/{ada}/favourite").status_code == 404
    with writing():
        add(db.session.get(Customer, ada)).owner_id = client.user_id
    client.post(f"/customers/{ada}/favourite")
    assert "Ada Byron" in sidebar(client.get("/favourites").text)
    with writing():
        add(db.session.get(Customer, ada)).owner_id = None
    assert "Ada Byron" not in client.get("/favourites").text


def test_fifty_are_enough(sign_in, ada):
    client = sign_in("manager")
    with writing():
        for at in range(MOST):
            db.session.add(Favourite(user_id=client.user_id, customer_id=make_customer(f"Fan {at}").id))
    assert "Fifty favourites are enough." in client.post(f"/customers/{ada}/favourite", headers=HTMX).text
    assert len(stars()) == MOST


def test_the_star_goes_with_the_customer(sign_in, ada):
    client = sign_in("administrator")
    client.post(f"/customers/{ada}/favourite")
    client.post(f"/customers/{ada}/delete")
    assert stars() == []


def test_unknown_and_wrong_method(sign_in, ada):
    client = sign_in("manager")
    assert client.post("/customers/999/favourite").status_code == 404
    assert client.get(f"/customers/{ada}/favourite").status_code == 405


def test_they_cost_one_question_a_page(sign_in, ada, count_queries):
    client = sign_in("manager")
    client.get("/favourites")
    with count_queries() as queries:
        client.get("/favourites")
    assert len([one for one in queries if "favourites" in one]) == 1
