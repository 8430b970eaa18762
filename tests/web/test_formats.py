"""Values and moments are written so that nobody can misread them; typed money is read exactly or refused."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.web import formats


@pytest.mark.parametrize(
    ("minor_units", "currency", "locale", "written"),
    [
        (123450, "EUR", "en", "€1,234.50"),
        (123450, "EUR", "de", "1.234,50\xa0€"),
        (1234, "JPY", "en", "¥1,234"),
        (1234567, "KWD", "en", "KWD\xa01,234.567"),
        (-5, "USD", "en", "-$0.05"),
        (Decimal("12.5"), "USD", "en", "$0.12"),
        (99, "XXX", "en", "¤0.99"),
        (15000, "UGX", "en", "UGX\xa015,000"),
    ],
)
def test_money_has_the_decimals_of_its_currency(minor_units, currency, locale, written):
    assert formats.money(minor_units, currency, locale) == written


@pytest.mark.parametrize(
    ("typed", "currency", "locale", "minor_units"),
    [
        ("1,234.50", "EUR", "en", 123450),
        ("1234.5", "EUR", "en", 123450),
        (" 12 ", "EUR", "en", 1200),
        (".5", "EUR", "en", 50),
        ("1.234,50", "EUR", "de", 123450),
        ("1 234,50", "EUR", "fr", 123450),
        ("1'234.50", "CHF", "de-CH", 123450),
        ("12,34,567.00", "INR", "en", 123456700),
        ("1,234", "JPY", "en", 1234),
        ("1.234", "KWD", "en", 1234),
        ("−3.00", "EUR", "en", -300),
        ("١٢", "EUR", "en", 1200),
    ],
)
def test_typed_money_is_read_as_the_locale_writes_it(typed, currency, locale, minor_units):
    assert formats.to_minor_units(typed, currency, locale) == minor_units


@pytest.mark.parametrize(
    ("typed", "currency", "sentence"),
    [
        ("", "EUR", "Type a number, for example 1,234.50."),
        ("1.234,50", "EUR", "Type a number, for example 1,234.50."),
        ("1,23", "EUR", "Type a number, for example 1,234.50."),
        ("nan", "EUR", "Type a number, for example 1,234.50."),
        ("1e9", "EUR", "Type a number, for example 1,234.50."),
        ("12 apples", "EUR", "Type a number, for example 1,234.50."),
        ("9" * 41, "EUR", "Type a number, for example 1,234.50."),
        ("1.999", "EUR", "Use at most 2 decimals for EUR, for example 1,234.50."),
        ("1.5", "JPY", "JPY has no decimals. Type a whole number, for example 1,234."),
        ("99999999999999999999", "EUR", "Type a smaller amount."),
    ],
)
def test_what_is_no_amount_gets_a_sentence(typed, currency, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        formats.to_minor_units(typed, currency)


@given(
    st.integers(-formats.LARGEST_AMOUNT, formats.LARGEST_AMOUNT),
    st.sampled_from(["EUR", "JPY", "KWD", "CLF"]),
    st.sampled_from(["en", "de", "fr", "hi", "ar", "pl", "de-CH"]),
)
def test_what_an_input_shows_is_read_back_unchanged(minor_units, currency, locale):
    shown = formats.plain_amount(minor_units, currency, locale)
    assert formats.to_minor_units(shown, currency, locale) == minor_units


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amara Okafor", "AO"),
        ("Nguyễn Thị Minh Anh", "NA"),
        ("Łukasz Wiśniewski", "ŁW"),
        ("田中 美咲", "田"),
        ("أحمد الخطيب", "أخ"),
        ("Σοφία Παπαδοπούλου", "ΣΠ"),
        ("  (Acme)  ", "A"),
        ("d'Arc", "D"),
        ("-", "?"),
        ("", "?"),
        ("Ürün ßen", "Üß"),
    ],
)
def test_initials_are_of_the_names_own_script(name, letters):
    assert formats.initials(name) == letters


@given(st.text())
def test_initials_never_fail(name):
    assert formats.initials(name)


def test_a_hue_is_stable_and_never_neutral():
    assert {formats.hue(number) for number in range(200)} == set(range(1, 10))
    assert formats.hue(7) == formats.hue("7")


@pytest.mark.parametrize(
    ("stored", "shown"), [("+2348035550142", "+234 803 555 0142"), ("ring twice", "ring twice"), ("", "")]
)
def test_phones_are_grouped(stored, shown):
    assert formats.phone(stored) == shown


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (182345, "182 kB"),
        (1_400_000, "1.4 MB"),
        (32_000_000, "32 MB"),
        (5 * 10**9, "5.0 GB"),
    ],
)
def test_file_sizes(octets, shown):
    assert formats.file_size(octets) == shown
