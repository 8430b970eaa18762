"""What is said with every figure: when and in which currency, and what stands out."""

from contacts.web.filters import money
from contacts.web.reader import reader
from contacts.web.words import _


def about(asked):
    """ "1998, in USD": said with every figure."""
    when = asked.period.label(reader().locale) if asked.period else _("All years")
    if asked.rates:
        return _("%(when)s, all currencies in %(currency)s", when=when, currency=asked.currency)
    return _("%(when)s, in %(currency)s", when=when, currency=asked.currency) if asked.currency else when


def said_of_first(sentence, figures, asked):
    """About the largest, which comes first; nothing when there is none."""
    if not figures:
        return ""
    return sentence % {"name": figures[0].label, "amount": money(figures[0].values[0], asked.currency)}


def best_of(figures, asked):
    best = max(figures, key=lambda figure: figure.values[0], default=None)
    if best is None or not best.values[0]:
        return _("Nothing was bought.")
    return _("The best was %(when)s, with %(amount)s.", when=best.label, amount=money(best.values[0], asked.currency))
