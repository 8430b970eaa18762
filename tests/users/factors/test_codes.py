"""The codes themselves: what fits, what does not, and that paper and phone are read as people type."""

import pyotp
import pytest

from contacts.users.factors import codes
from contacts.users.factors.codes import address_of, fold, hashed, new_recovery_codes, new_secret, picture_of, step_of

NOW = 1_800_000_010
# The secret and the last six digits of the codes in RFC 6238, appendix B (SHA-1).
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(codes, "time", lambda: NOW)


@pytest.mark.parametrize(("moment", "code"), RFC)
def test_codes_are_those_of_the_standard(monkeypatch, moment, code):
    monkeypatch.setattr(codes, "time", lambda: moment)
    assert step_of(RFC_SECRET, code) == moment // 30


@pytest.mark.parametrize(("late", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(late, fits):
    secret = new_secret()
    expected = (NOW + late) // 30 if fits else None
    assert step_of(secret, pyotp.TOTP(secret).at(NOW + late)) == expected


def test_a_code_is_read_as_people_type_it():
    secret = new_secret()
    code = pyotp.TOTP(secret).at(NOW)
    wide = code.translate({ord("0") + n: ord("０") + n for n in range(10)})
    for typed in (f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}", wide):
        assert step_of(secret, typed) == NOW // 30


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "x" * 100, "\0", "²²²²²²", "١٢٣٤٥٦", "-1", "1e5", "💥"])
def test_anything_else_is_no_code(typed):
    assert step_of(new_secret(), typed) is None


def test_recovery_codes_are_ten_and_never_the_same():
    made = new_recovery_codes() + new_recovery_codes()
    assert len(set(made)) == 20
    assert all(len(fold(code)) == 16 for code in made)


@pytest.mark.parametrize("typed", ["K7MQ 2XWT 9FHD 3RBN", "k7mq2xwt9fhd3rbn", " k7mq–2xwt–9fhd–3rbn "])
def test_a_recovery_code_is_read_as_people_type_it(typed):
    assert hashed(7, typed) == hashed(7, "k7mq-2xwt-9fhd-3rbn")


def test_signs_that_look_alike_are_the_same_and_nobody_elses_code_fits():
    assert hashed(7, "O0il-1111") == hashed(7, "oo11-ilil")
    assert hashed(7, "k7mq") != hashed(8, "k7mq")


def test_the_picture_carries_no_style_and_the_address_says_where_and_who():
    address = address_of("ABCDEFGHIJKLMNOPQRSTUVWX", "ada@example.com", "Nordhaven Coffee & Tea")
    place, known = "Nordhaven%20Coffee%20%26%20Tea", "ada%40example.com"
    assert address == f"otpauth://totp/{place}:{known}?secret=ABCDEFGHIJKLMNOPQRSTUVWX&issuer={place}"
    picture = picture_of(address)
    assert picture.startswith("<svg")
    assert "style" not in picture
