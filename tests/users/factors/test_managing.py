"""Administrators, and whoever holds the machine, see who has a second factor and take it away."""

import pytest
from sqlalchemy import select

from contacts.access import SecurityEvent
from contacts.access.policy import ROLES
from contacts.users.factors.models import RecoveryCode, SecondFactor
from contacts.users.models import SignIn
from tests.factories import found, make_second_factor, make_session
from tests.users.factors.conftest import give_password
from tests.users.managing import PEOPLE
from tests.users.test_people_list import rows


@pytest.fixture
def run(app):
    def _run(*words):
        result = app.test_cli_runner().invoke(args=["user", "second-factor", *words])
        assert "Traceback" not in result.output
        return result.exit_code, result.output.strip()

    return _run


def events():
    return found(select(SecurityEvent.kind)), found(select(SecurityEvent.person_id).distinct())


def test_it_is_removed_for_somebody_whose_phone_is_gone(app, sign_in, ada, phone):
    client = sign_in("administrator")
    make_session(ada)
    assert "On since" in client.get(f"{PEOPLE}/{ada}").text
    response = client.post(f"{PEOPLE}/{ada}/second-factor/remove")
    assert response.location == f"{PEOPLE}/{ada}"
    page = client.get(response.location).text
    assert "Second factor and passkeys removed, and signed out everywhere." in page
    assert "second-factor/remove" not in page
    assert found(select(SecondFactor.id)) == found(select(RecoveryCode.user_id)) == []
    assert found(select(SignIn.user_id)) == [client.user_id]
    assert events() == (["second_factor_removed"], [ada])
    assert give_password(app.test_client()).location == "/"


def test_there_is_nothing_to_remove(sign_in, ada):
    client = sign_in("administrator")
    response = client.post(f"{PEOPLE}/{ada}/second-factor/remove")
    assert (response.status_code, "This person has neither a second factor nor passkeys." in response.text) == (
        422,
        True,
    )


def test_nobody_removes_their_own_like_this(sign_in):
    client = sign_in("administrator")
    make_second_factor(client.user_id)
    response = client.post(f"{PEOPLE}/{client.user_id}/second-factor/remove")
    assert (response.status_code, "under Settings" in response.text) == (422, True)
    assert len(found(select(SecondFactor.id))) == 1


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_only_administrators(sign_in, ada, phone, role):
    assert sign_in(role).post(f"{PEOPLE}/{ada}/second-factor/remove").status_code == 403
    assert len(found(select(SecondFactor.id))) == 1


def test_unknown_and_wrong(sign_in):
    client = sign_in("administrator")
    assert client.post(f"{PEOPLE}/999/second-factor/remove").status_code == 404
    assert client.get(f"{PEOPLE}/1/second-factor/remove").status_code == 405


def test_the_list_says_who_has_one(sign_in, ada, phone):
    client = sign_in("administrator", name="Zoe Zander")
    assert rows(client, "factor=with") == ["Ada Byron"]
    assert rows(client, "factor=without") == ["Zoe Zander"]
    assert rows(client, "factor=with&state=inactive") == []
    assert rows(client, "factor=nonsense") == ["Ada Byron", "Zoe Zander"]


def test_the_security_log_says_it_in_words(app, sign_in, ada, phone):
    client = sign_in("administrator")
    client.post(f"{PEOPLE}/{ada}/second-factor/remove")
    page = client.get("/admin/log?kind=second_factor_removed").text
    assert "removed the second factor and the passkeys of" in page
    assert "Ada Byron" in page


def test_the_command_line(run, ada, phone):
    make_session(ada)
    code, said = run("Ada@example.com")
    assert (code, said.startswith("Ada@example.com has a second factor since 20")) == (0, True)
    assert said.endswith("1 recovery codes are left")
    assert run("ada@example.com", "--remove") == (0, "ada@example.com signs in with the password alone from now on")
    assert found(select(SecondFactor.id)) == found(select(SignIn.user_id)) == []
    assert run("ada@example.com") == (0, "ada@example.com has no second factor")
    assert run("ada@example.com", "--remove") == (1, "Error: This person has neither a second factor nor passkeys.")
    assert run("eve@example.com") == (1, "Error: Nobody has the address eve@example.com")
    assert events() == (["second_factor_removed"], [ada])
