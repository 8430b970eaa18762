"""Every page in German: it answers as in English, and says nothing in English that is there in German."""

import translating

from contacts.db import Base
from contacts.web.unit import commit
from tests.factories import writing
from tests.filled import fill, fill_history, pages
from tests.translations.test_every_page import Texts

GERMAN = next(path for path in translating.FOLDER.glob("de/LC_MESSAGES/messages.po"))
# Values and keys that stand on a page as they are in the database.
DATA = {"Open", "Person", "Text", "Email", "email", "customers", "sealed", *Base.metadata.tables}


def english_only():
    """The English texts that are another in German, and have no parts."""
    translated = translating.read(GERMAN)
    also_german = {form for one in translated for form in translating.forms(one)}
    for one in translated:
        if isinstance(one.id, str) and one.id and one.id not in also_german and "%(" not in one.id:
            yield one.id


def test_every_page_answers_as_in_english_and_speaks_german(app, sign_in):
    with writing():
        ids = fill()
        commit()
        fill_history(ids)
    english, german = sign_in("administrator", locale="en"), sign_in("administrator", locale="de")
    known, left = set(english_only()) - DATA, {}
    for endpoint, address in pages(app, ids).items():
        answer = german.get(address)
        assert answer.status_code == english.get(address).status_code, endpoint
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            reader = Texts()
            reader.feed(answer.text)
            left |= {text: endpoint for text in map(str.strip, reader.found) if text in known}
    assert left == {}
