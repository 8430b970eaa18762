"""Whom the provider's word lets in: by the account, at first by a verified address, and nobody else."""

import pytest
from sqlalchemy import select, text

from contacts.access import SecurityEvent
from contacts.db import utcnow
from contacts.single_sign_on.models import Identity
from contacts.users.models import AccountLink, SignIn, User
from tests.factories import found, make_link, make_user, writing
from tests.single_sign_on.conftest import BACK, START

pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture
def ada(app):
    with writing():
        return make_user("support", name="Ada Byron", email="ada@example.com").id


def events():
    return found(select(SecurityEvent.kind).order_by(SecurityEvent.id))


def test_a_verified_address_links_the_account_and_later_the_account_is_enough(walk, ada, provider):
    answer = walk("/customers?status=lead")
    assert (answer.status_code, answer.location) == (303, "/customers?status=lead")
    assert answer.client.get("/customers").status_code == 200
    (identity,) = found(select(Identity))
    assert (identity.issuer, identity.subject, identity.user_id) == (provider.issuer, "248289761001", ada)
    assert walk(email="new@example.com", email_verified=False).status_code == 303
    assert events() == ["identity_linked", "sign_in", "sign_in"]
    assert found(select(SignIn.user_id)) == [ada, ada]


def test_the_session_is_a_normal_one_that_says_how_it_came(walk, ada):
    client = walk().client
    page = client.get("/settings").text
    assert "signed in with Nordhaven" in page
    client.post("/settings/sessions/end")
    assert client.get("/customers").status_code == 302
    assert found(select(SignIn)) == []


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_is_not_vouched_for_links_nothing(walk, ada, verified):
    answer = walk(email_verified=verified)
    assert answer.status_code == 403
    assert "Nordhaven did not confirm an email address of yours." in answer.text
    assert found(select(Identity)) == found(select(SignIn)) == []
    assert events() == ["sign_in_failed"]


def test_whoever_is_not_known_is_refused_with_what_to_do(walk):
    answer = walk("/tasks")
    assert answer.status_code == 403
    assert "Nobody here has the address ada@example.com. Ask an administrator to invite you." in answer.text
    assert 'value="/tasks"' in answer.text
    assert found(select(User)) == found(select(Identity)) == []


def test_whoever_is_not_known_gets_the_role_that_is_configured(walk, configure):
    configure(OIDC_ROLE="read-only")
    assert walk(name=" Ada\u202e\x00 Byron ").status_code == 303
    (user,) = found(select(User))
    assert (user.email, user.name, user.invited_at, user.active) == ("ada@example.com", "Ada Byron", None, True)
    assert found(text("SELECT name FROM roles WHERE id = (SELECT role_id FROM users)")) == ["read-only"]
    assert events() == ["person_joined", "identity_linked", "sign_in"]
    assert found(text("SELECT kind FROM operations ORDER BY id")) == ["users.create"]


def test_a_role_that_does_not_exist_makes_nobody(walk, configure):
    configure(OIDC_ROLE="captain")
    assert "Your account could not be made. Ask an administrator." in walk().text
    assert found(select(User)) == []
    assert "RAPPORT_OIDC_ROLE names no role: captain" in found(select(SecurityEvent.detail))


@pytest.mark.parametrize("linked", [True, False])
def test_whoever_is_deactivated_stays_out(walk, ada, sign_in, linked, configure):
    configure(OIDC_ROLE="support")
    if linked:
        walk()
    sign_in("administrator").post(f"/admin/users/{ada}/deactivate")
    answer = walk()
    assert answer.status_code == 403
    assert "Your account here is deactivated." in answer.text


def test_an_address_that_went_to_somebody_else_over_there_stays_with_its_person(walk, ada):
    walk()
    answer = walk(sub="another")
    assert answer.status_code == 403
    assert "belongs to another account of Nordhaven" in answer.text
    assert found(select(Identity.subject)) == ["248289761001"]


def test_an_administrator_unlinks_and_the_next_sign_in_links_anew(walk, ada, sign_in):
    administrator = sign_in("administrator")
    assert "Unlink" not in administrator.get(f"/admin/users/{ada}").text
    walk()
    assert "Unlink from Nordhaven" in administrator.get(f"/admin/users/{ada}").text
    assert administrator.post(f"/admin/users/{ada}/unlink").status_code == 303
    assert walk(sub="another").status_code == 303
    assert found(select(Identity.subject)) == ["another"]


@pytest.mark.parametrize("role", ["manager", "support"])
def test_nobody_else_unlinks(sign_in, ada, role):
    assert sign_in(role).post(f"/admin/users/{ada}/unlink").status_code == 403
    assert sign_in("administrator").get(f"/admin/users/{ada}/unlink").status_code == 405
    assert sign_in("administrator").post("/admin/users/999/unlink").status_code == 404


def test_whoever_was_invited_has_joined(walk):
    with writing():
        user_id = make_user("support", email="ada@example.com", password_hash=None, invited_at=utcnow()).id
    make_link(user_id, "a-link")
    assert walk().status_code == 303
    assert found(select(User.invited_at)) == [None]
    assert found(select(AccountLink)) == []
    assert events() == ["person_joined", "identity_linked", "sign_in"]


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "x\ny"])
def test_nobody_is_sent_elsewhere(walk, ada, next):
    assert walk(next).location == "/"


def test_what_the_provider_is_asked(app, provider):
    client = app.test_client()
    location = client.get(START).location
    assert location.startswith(f"{provider.issuer}/auth?")
    for part in ("response_type=code", "code_challenge_method=S256", "nonce=", "state=", "scope=openid+email+profile"):
        assert part in location
    assert "redirect_uri=http%3A%2F%2Flocalhost%2Flogin%2Fsingle-sign-on%2Fback" in location
    assert client.get("/login").text.count(f'href="{START}"') == 1
    assert client.post(BACK).status_code == 405
