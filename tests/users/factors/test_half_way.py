"""Between the password and the code: what ends it."""

from sqlalchemy import select, update

from contacts.access import unrestricted
from contacts.db import utcnow
from contacts.users.factors.models import HalfSignIn
from contacts.users.models import SignIn
from tests.factories import found, make_link
from tests.users.factors.conftest import give_code


def test_it_waits_for_ten_minutes(half, phone):
    (until,) = found(select(HalfSignIn.expires_at))
    assert 595 < (until - utcnow()).total_seconds() <= 600
    pass_ten_minutes()
    assert half.get("/customers").location == "/login?next=/customers"
    response = give_code(half, phone.code(), next="/tasks")
    assert response.location == "/login?next=/tasks"
    assert "That took too long" in half.get("/login").text
    assert found(select(SignIn.user_id)) == []


def pass_ten_minutes():
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(HalfSignIn).values(expires_at=utcnow()))


def test_signing_out_half_way_ends_it(half, phone):
    with half.session_transaction() as cookie:
        token = cookie["half"]
    assert half.post("/logout").location == "/login"
    assert found(select(HalfSignIn.user_id)) == []
    with half.session_transaction() as cookie:
        cookie["half"] = token
    assert give_code(half, phone.code()).location.startswith("/login")


def test_a_new_password_does_not_switch_it_off_and_ends_what_was_half_way(app, half, phone, ada):
    make_link(ada, "a-link")
    assert app.test_client().post("/password/a-link", data={"password": "seven quiet herons"}).status_code == 303
    assert half.get("/login/code").location.startswith("/login")
    client = app.test_client()
    response = client.post("/login", data={"email": "ada@example.com", "password": "seven quiet herons"})
    assert response.location == "/login/code"
    assert give_code(client, phone.code()).status_code == 303


def test_who_is_deactivated_half_way_gets_no_further(sign_in, half, phone, ada):
    assert sign_in("administrator").post(f"/admin/users/{ada}/deactivate").status_code == 303
    assert give_code(half, phone.code()).location.startswith("/login")
