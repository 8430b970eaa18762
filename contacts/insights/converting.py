"""Amounts of one currency, or of all of them at the rates that administrators keep."""

from calendar import monthrange

from contacts.rates.queries import rounded
from contacts.web.filters import rate
from contacts.web.words import _


class Amounts:
    """Sums by a key: as they are, or converted at the rate of the last day of their month."""

    def __init__(self, asked):
        self.rates, self.sums = asked.rates, {}
        self.left_out, self.used = set(), {}  # currencies; and of each that was converted the latest day

    def apart(self, rows):
        """By which columns of a roll-up the amounts have to be told apart to be converted."""
        return [rows.currency, rows.month] if self.rates else []

    def add(self, key, amount, currency=None, month=None):
        worth = self.worth(int(amount), currency, month) if self.rates else int(amount)
        if worth is None:
            self.left_out.add(currency)
        else:
            self.sums[key] = self.sums.get(key, 0) + worth

    def worth(self, amount, currency, month):
        day = month.replace(day=monthrange(month.year, month.month)[1])
        if currency != self.rates.base:
            self.used[currency] = max(day, self.used.get(currency, day))
        return self.rates.worth(amount, currency, day)

    def rounded(self):
        return {key: rounded(amount) for key, amount in self.sums.items()}

    def note(self):
        """Which rates these are, and what is not in the sum for want of one."""
        base, sentences = self.rates and self.rates.base, []
        last = {currency: self.rates.on(currency, day) for currency, day in sorted(self.used.items())}
        if said := [f"1 {base} = {rate(value)} {currency}" for currency, value in last.items() if value]:
            sentence = _("Converted at the rate of each month's last day, lately %(rates)s.", rates=", ".join(said))
            sentences.append(sentence)
        if self.left_out:
            named = ", ".join(sorted(self.left_out))
            sentences.append(_("Left out, because no rate is known for that time: %(currencies)s.", currencies=named))
        return " ".join(sentences)
