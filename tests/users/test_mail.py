"""Letters: invitations and forgotten passwords, through a real mail server; they tell nobody who exists."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from contacts.access import SecurityEvent, unrestricted
from contacts.users.models import AccountLink
from contacts.web import mail
from tests.factories import make_user, writing
from tests.users.managing import ask, invitation
from tests.users.test_routes import told

NEW = "seven quiet herons"


def path_in(letter):
    return re.search(r"http://localhost(/password/[\w-]{43})\s", letter.get_content())[1]


def kept_links():
    with unrestricted("a test looks") as session:
        return session.execute(select(AccountLink.user_id, AccountLink.expires_at - AccountLink.created_at)).all()


def test_whoever_forgot_gets_a_link_that_works(app, letters, eva):
    assert "Forgot password" in app.test_client().get("/login").text
    assert ask(app, "EVA@example.com").status_code == 200
    ((sender, recipients, letter),) = letters.emptied()
    assert (sender, recipients) == ("rapport@example.com", ["eva@example.com"])
    assert (letter["To"], letter["Auto-Submitted"]) == ("eva@example.com", "auto-generated")
    assert "Eva Lund" in letter.get_content()
    response = app.test_client().post(path_in(letter), data={"password": NEW})
    assert response.location == "/login"
    assert app.test_client().post("/login", data={"email": "eva@example.com", "password": NEW}).status_code == 303


def test_such_a_link_works_for_an_hour(app, letters, eva):
    ask(app)
    letters.emptied()
    with unrestricted("a test looks") as session:
        link = session.scalars(select(AccountLink)).one()
        noted = session.scalars(select(SecurityEvent.kind)).all()
    assert link.expires_at - link.created_at == timedelta(hours=1)
    assert noted == ["password_link"]


def test_nobody_learns_who_exists(app, letters, eva, count_queries):
    """The same bytes after the same statements: whether there is somebody is looked up beside the request."""
    with writing():
        make_user("support", email="gone@example.com", active=False)
    ask(app, "warm@example.com")
    letters.emptied()
    answers, statements = [], []
    for email in ("eva@example.com", "eve@example.com", "gone@example.com"):
        with mail_held_back(), count_queries() as queries:
            answers.append(told(ask(app, email).text))
            statements.append(list(queries))
    assert answers[0] == answers[1] == answers[2]
    assert statements[0] == statements[1] == statements[2]
    assert [recipients for _sender, recipients, _letter in letters.emptied()] == [["eva@example.com"]]


class mail_held_back:
    """While this lasts, what waits to be mailed waits."""

    def __enter__(self):
        started, self.go = mail.BoundedSemaphore(1), mail.BoundedSemaphore(1)
        started.acquire(), self.go.acquire()
        mail._worker.submit(lambda: (started.release(), self.go.acquire()))
        started.acquire()

    def __exit__(self, *error):
        self.go.release()


def test_asking_is_held_back_for_somebody_and_nobody_alike(app, letters, eva):
    for email in ("eva@example.com", "eve@example.com"):
        assert [ask(app, email).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert len(letters.emptied()) == 3


def test_an_invitation_is_mailed(app, sign_in, letters):
    text = sign_in("administrator").post("/admin/users", data=invitation()).text
    assert "on its way to eva@example.com" in text
    ((_sender, recipients, letter),) = letters.emptied()
    assert recipients == ["eva@example.com"]
    assert path_in(letter) in text
    assert "Welcome, Eva Lund" in app.test_client().get(path_in(letter)).text


def test_who_waits_to_join_is_invited_again(app, sign_in, letters):
    sign_in("administrator").post("/admin/users", data=invitation())
    letters.emptied()
    ask(app)
    ((_sender, _recipients, letter),) = letters.emptied()
    assert "invited" in letter["Subject"]
    with unrestricted("a test looks") as session:
        link = session.scalars(select(AccountLink)).one()
    assert (link.expires_at - link.created_at).days == 7


def test_an_invitation_that_is_not_saved_is_not_mailed(sign_in, letters):
    assert sign_in("administrator").post("/admin/users", data=invitation(email="no")).status_code == 422
    assert letters.emptied() == []


def test_the_link_leads_to_us_whatever_the_request_says(app, letters, eva, monkeypatch):
    assert ask(app, headers={"Host": "evil.example"}).status_code == 404
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://contacts.example.com")
    assert ask(app, headers={"Host": "evil.example"}).status_code == 200
    ((_sender, _recipients, letter),) = letters.emptied()
    assert "https://contacts.example.com/password/" in letter.get_content()
    assert "evil" not in str(letter)


def test_without_a_mail_server_there_is_nothing_to_ask(app, eva):
    assert "Forgot" not in app.test_client().get("/login").text
    assert app.test_client().get("/forgot").status_code == 404
    assert ask(app).status_code == 404
    assert kept_links() == []


@pytest.mark.parametrize("email", ["", "x" * 255, "a\r\nBcc: eve@example.com", "\0", "\u202e@example.com", "ü@ü"])
def test_hostile_addresses(app, letters, eva, email):
    assert ask(app, email).status_code in (200, 422)
    assert letters.emptied() == []
