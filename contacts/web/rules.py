"""What must hold of any text that people type, and the sentences that say so."""

import unicodedata

from wtforms.validators import InputRequired, Optional, StopValidation

from contacts.web.words import _

DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CHOOSE = _("Choose one of those that are offered.")
# What WTForms says by itself, in our words.
SENTENCES = {
    "Invalid Choice: could not coerce.": CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": CHOOSE,
    "'%(value)s' is not a valid choice for this field.": CHOOSE,
    "Not a valid choice.": CHOOSE,
    "Not a valid date value.": _("Give a day of the calendar, for example 2026-05-04."),
    "Not a valid integer value.": _("Give a whole number."),
}


class OwnSentences:
    """Stands where WTForms looks for translations."""

    def gettext(self, sentence):
        return SENTENCES.get(sentence, sentence)

    def ngettext(self, one, many, count):
        return self.gettext(one if count == 1 else SENTENCES.get(one, many))


def clean(value):
    """Composed (NFC), without spaces around; nothing is None."""
    return (unicodedata.normalize("NFC", value).strip() or None) if value else None


def plain(_form, field):
    """Refuse what cannot be stored or would lie about the order of signs."""
    for sign in field.data or "":
        if sign in DIRECTIONS:
            raise StopValidation(
                _("This has an invisible sign (U+%(code)04X) that turns the text around. Remove it.", code=ord(sign))
            )
        if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t":
            raise StopValidation(_("This has a sign (U+%(code)04X) that cannot be kept. Remove it.", code=ord(sign)))


def at_most(limit):
    """The text has at most so many characters. Ask this first: the other rules look at each of them."""

    def rule(_form, field):
        if len(field.data or "") > limit:
            raise StopValidation(_("Use at most %(max)d characters.", max=limit))

    return rule


def rules(limit, required):
    return [InputRequired(_("Fill this in.")) if required else Optional(), at_most(limit), plain]


def reads(function):
    """A rule out of a function that reads text: what it returns is kept, its ValueError is said at the field."""

    def rule(_form, field):
        try:
            field.data = function(field.data) if field.data else field.data
        except ValueError as error:
            raise StopValidation(str(error)) from None

    return rule


def not_blank(_form, field):
    if not field.data:
        raise StopValidation(_("Fill this in."))
