"""What makes a password too weak, and that checking one takes the same work for everybody."""

from pathlib import Path

import pytest

from contacts.users import passwords
from contacts.users.passwords import COMMON, hash_password, verify, weakness

WEAK = [
    "short",
    "x" * 129,
    "password123456",
    "Passw0rd!!!!",
    "P@$$w0rd2025",
    "!!!welcome2031!!!",
    "qwertyuiop",
    "1qaz2wsx3edc",
    "i love you 1",
    "aaaaaaaaaaaa",
    "abababababab",
    "abcabcabcabc",
    "sunnydaysunnyday",
    "abcdefghijkl",
    "zyxwvutsrqpo",
    "ada.byron1815",
    "AdaByron2024",
    "ada@example.com",
    "byron-rapport",
    "ＰＡＳＳＷＯＲＤ１２３",
]
STRONG = [
    "correct horse battery",
    "seven quiet herons",
    "Tr7!kLp0qz",
    "天気がいいから散歩しましょう",
    "a" * 60 + "bcde 4",
    "only lower case letters",
    "7305918264",
    "  seven quiet herons ",
    "x1 y2 z3 w4 " * 9 + "end of it",
]


@pytest.mark.parametrize("password", WEAK)
def test_weak(app, password):
    with app.app_context():
        assert weakness(password, "ada@example.com", "Ada Byron")


@pytest.mark.parametrize("password", STRONG)
def test_strong(app, password):
    with app.app_context():
        assert weakness(password, "ada@example.com", "Ada Byron") is None


def test_the_list_is_what_it_says():
    assert len(COMMON) > 2500
    assert all(word == word.strip().casefold() for word in COMMON)


def test_the_same_work_for_nobody(monkeypatch):
    done = []
    hasher = passwords._hasher

    class Counting:
        def verify(self, *arguments):
            done.append(arguments[0].rpartition("$")[0].rpartition("$")[0])
            return hasher.verify(*arguments)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    assert verify(hash_password_with(hasher, "seven quiet herons"), "wrong") is False
    assert verify(None, "wrong") is False
    assert verify(None, "nobody has this password") is False
    assert len(set(done)) == 1
    assert len(done) == 3


def hash_password_with(hasher, password):
    return hasher.hash(password)


def test_an_endless_password_costs_nothing_more():
    assert verify(hash_password("seven quiet herons"), "x" * 10**6) is False


def test_a_password_is_never_cut():
    longest = "seven quiet herons " * 6 + "and fourteen m"
    assert len(longest) == 128
    assert verify(hash_password(longest), longest) is True
    assert verify(hash_password(longest), longest[:-1]) is False
    assert verify(hash_password(longest), f"{longest}x") is False
    assert verify(hash_password(longest), f"{longest} ") is False


SAME = [
    ("caf\u00e9 au lait noir", "cafe\u0301 au lait noir"),
    ("seven quiet herons", "seven\u00a0quiet\u00a0herons"),
    ("seven quiet herons", "\uff53even quiet herons"),
]


@pytest.mark.parametrize(("chosen", "typed"), SAME)
def test_the_same_signs_fit_whichever_keyboard_wrote_them(chosen, typed):
    assert verify(hash_password(chosen), typed) is True
    assert verify(hash_password(typed), chosen) is True


@pytest.mark.parametrize(
    "typed", ["Seven quiet herons", "seven quiet herons ", " seven quiet herons", "sevenquietherons"]
)
def test_capitals_and_spaces_count(typed):
    assert verify(hash_password("seven quiet herons"), typed) is False


@pytest.mark.parametrize("password", [" " * 12, "\u00a0" * 12, "\t \t \t \t \t \t "])
def test_nothing_but_space_is_weak(app, password):
    with app.app_context():
        assert weakness(password, "ada@example.com", "Ada Byron")


def test_the_workspace_is_guessed_first(app, monkeypatch):
    monkeypatch.setitem(app.config, "WORKSPACE", "Nordhaven Coffee")
    with app.app_context():
        assert "guessed first" in weakness("nordhaven-coffee-1", "ada@example.com", "Ada Byron")


def test_no_script_stands_in_the_way_of_pasting():
    scripts = Path(__file__).parents[2].glob("static/js/behaviors/*.js")
    assert [script.name for script in scripts if "paste" in script.read_text()] == [
        "forms.js"
    ]  # which takes files alone
