"""Emails and phones as people type them: kept so, and found whatever their capitals and the spelling of their host."""

import pytest

from contacts.exchange.kinds.customers import email_of, phone_of
from contacts.web.reach import NotReachable, read_email, read_phone

FOLDED = [
    ("ada@example.com", "ada@example.com"),
    ("Ada.Byron@EXAMPLE.Com", "ada.byron@example.com"),
    ("ada@bücher.example", "ada@xn--bcher-kva.example"),
    ("ADA@BÜCHER.example", "ada@xn--bcher-kva.example"),
    ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
    ("ada@XN--BCHER-KVA.example", "ada@xn--bcher-kva.example"),
    ("ada@例え.テスト", "ada@xn--r8jz45g.xn--zckzah"),
    ("JOSÉ@example.com", "josé@example.com"),
    ("jose\u0301@example.com", "josé@example.com"),
]


@pytest.mark.parametrize(("typed", "folded"), FOLDED)
def test_an_email_is_kept_as_typed_and_folded_alike_wherever_it_comes_from(typed, folded):
    assert read_email(typed) == (typed, folded)
    assert email_of(typed) == {"value": typed, "folded": folded}


@pytest.mark.parametrize(
    "typed", ["ada", "ada@", "@example.com", "a b@example.com", "ada@exa mple.com", "a@b@c.d", "a\0@b.c"]
)
def test_what_is_no_address_is_said_in_the_form_and_in_the_file(typed):
    with pytest.raises(NotReachable, match="Write it like"):
        read_email(typed)
    with pytest.raises(ValueError, match="is not an email address"):
        email_of(typed)


@pytest.mark.parametrize(
    ("typed", "country", "e164"),
    [
        ("030 901820", None, "+4930901820"),  # the instance's own country
        ("030 901820", "DE", "+4930901820"),
        ("(171) 555-7788", "GB", None),
        ("0171-555 77 88", "GB", None),
        ("+44 20 7946 0958", "DE", "+442079460958"),
        ("12345 x7", "US", None),
    ],
)
def test_a_phone_is_kept_as_typed_and_in_e164_when_it_is_one(app, typed, country, e164):
    with app.app_context():
        assert read_phone(typed, country) == (typed, e164)
        assert phone_of(typed, country, "fax") == {"value": typed, "e164": e164, "label": "fax"}


def test_what_is_no_number_is_said_in_the_form_and_in_the_file(app):
    with app.app_context():
        with pytest.raises(NotReachable, match="Write the digits"):
            read_phone("n/a")
        with pytest.raises(ValueError, match="“n/a” is not a phone number"):
            phone_of("n/a", "DE", None)
