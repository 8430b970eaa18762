"""Every page with every text marked: what is not marked must be something that people typed, or a name."""

import re
from html.parser import HTMLParser

from babel import Locale

from contacts.web import words
from contacts.web.unit import commit
from tests.factories import writing
from tests.filled import fill, fill_history, pages

READ_OUT = {"title", "alt", "placeholder", "aria-label", "aria-description"}
MARKED = re.compile(r"⟦[^⟦⟧]*⟧|^[^⟦⟧]*⟧|⟦[^⟦⟧]*$")  # a name inside of a sentence divides it
WORD = re.compile(r"[A-Za-z]{3,}")
# Names of things, formats and commands; numbers with a currency; months and countries come from the locale.
KEPT = re.compile(
    r"Rapport|CSV|JSON|CHF|EUR|UTC|GMT|flask doctor|Person \d+|[\w.-]+@[\w.-]+|[a-z_]+\.[a-z_]+|\w+/\w+|\w+:[\w-]+"
)
ENGLISH = Locale.parse("en")
LOCALE = {"German", "Switzerland"} | {
    name for names in (ENGLISH.months, ENGLISH.days) for width in names["format"].values() for name in width.values()
}
# Pages whose texts are mostly names of columns, of zones or of what people typed, and redirects of Werkzeug's own.
APART = {"history.customer", "history.index", "data_model.index", "dictionary.table", "dictionary.column"}
APART |= {"beside.show", "codes.ask"}


class Marked:
    @staticmethod
    def gettext(text):
        return f"⟦{text}⟧"

    @staticmethod
    def ngettext(one, many, count):
        return f"⟦{one if count == 1 else many}⟧"


class Texts(HTMLParser):
    """What a page says: `found`, with texts that are options of a select left out, which are mostly names."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.inside = [], []

    def handle_starttag(self, tag, attributes):
        self.inside = [*self.inside, tag] if tag in ("option", "script", "style", "code", "kbd") else self.inside
        self.found += [value or "" for name, value in attributes if name in READ_OUT]

    def handle_endtag(self, tag):
        self.inside = self.inside[:-1] if self.inside[-1:] == [tag] else self.inside

    def handle_data(self, text):
        self.found += [] if self.inside else [text]


def unmarked(text):
    before = None
    while before != text:
        before, text = text, MARKED.sub(" ", text)
    return [word for word in WORD.findall(KEPT.sub(" ", text)) if word not in LOCALE]


def test_every_page_is_translated(app, sign_in, monkeypatch):
    with writing():
        ids = fill()
        commit()
        fill_history(ids)
    client = sign_in("administrator")
    monkeypatch.setattr(words, "catalogue", lambda: Marked)
    left = {}
    for endpoint, address in pages(app, ids).items():
        answer = client.get(address)
        if endpoint in APART or answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        reader = Texts()
        reader.feed(answer.text)
        for text in reader.found:
            if unmarked(text) and "canary" not in text.lower():
                left.setdefault(" ".join(text.split())[:80], endpoint)
    assert left == {}
