"""Single sign-on is off until it is configured, and settings that cannot work are said at the start."""

import pytest

from contacts import create_app
from tests.factories import make_user, writing
from tests.single_sign_on.conftest import BACK, START


def test_it_is_off_until_configured(app):
    client = app.test_client()
    assert "single-sign-on" not in client.get("/login").text
    assert [client.get(address).status_code for address in (START, BACK)] == [404, 404]


def test_without_an_address_of_our_own_it_is_not_offered(app, configure, provider):
    client = app.test_client()
    assert client.get(START, base_url="http://contacts.example").status_code == 404
    assert "Nordhaven" not in client.get("/login", base_url="http://contacts.example").text
    configure(PUBLIC_URL="https://contacts.example")
    location = client.get(START, base_url="http://anything.example").location
    assert "redirect_uri=https%3A%2F%2Fcontacts.example%2Flogin%2Fsingle-sign-on%2Fback" in location


def test_it_can_be_the_only_way_in(app, configure, provider):
    with writing():
        make_user("support", email="ada@example.com")
    configure(OIDC_ONLY=True)
    client = app.test_client()
    page = client.get("/login").text
    assert "Sign in with Nordhaven" in page
    assert 'type="password"' not in page
    assert client.post("/login", data={"email": "ada@example.com", "password": "x"}).status_code == 404
    assert client.get("/forgot").status_code == 404


UNFIT = [
    ({"OIDC_ISSUER": "https://id.example"}, "RAPPORT_OIDC_CLIENT_ID and RAPPORT_OIDC_CLIENT_SECRET"),
    ({"OIDC_ISSUER": "http://id.example", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}, "https://"),
    ({"OIDC_ONLY": True}, "nobody could sign in"),
    (
        {"OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": 7, "OIDC_CLIENT_SECRET": "b", "OIDC_ONLY": True},
        "RAPPORT_PUBLIC_URL",
    ),
]


@pytest.mark.parametrize(("settings", "sentence"), UNFIT)
def test_settings_that_cannot_work_end_the_start(tmp_path, settings, sentence):
    with pytest.raises(SystemExit, match=sentence):
        create_app(TESTING=True, INSTANCE_PATH=str(tmp_path), SQLALCHEMY_DATABASE_URI="sqlite://", **settings)
