"""Everything that somebody can ask of the application, and what it answers."""

import re
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict

from tests.conftest import HTMX
from tests.filled import pages

WAYS = {"page": {}, "fragment": HTMX}
ENDING = ("users.logout", "settings.end_all")  # after these there is nobody who could go on
MISSING = 987_654_321  # the key of no row
TOO_LARGE = {"CONTENT_LENGTH": "99999999999"}
# Another one each time: the key that makes a repeated create harmless, and the proof of where a form came from.
RANDOM = re.compile(r'value="[0-9a-f]{32}"|"I[\w-]+\.[\w-]{6}\.[\w-]{27}"')
UNTOLD = "Set-Cookie"


class Answer(NamedTuple):
    """`asked`: (method, endpoint, more); `raw`: headers and body; `told`: the lines of both, without what is random."""

    asked: tuple
    status: int
    raw: bytes
    told: tuple


def answer_of(asked, response):
    # But for a length, which may happen to be any number.
    headers = [f"{name}: {value}" for name, value in response.headers if name != "Content-Length"]
    lines = [line for line in headers if not line.startswith(UNTOLD)]
    body = RANDOM.sub("", response.data.decode("utf-8", "replace"))
    return Answer(asked, response.status_code, bytes_of(headers, response.data, body), (*lines, *body.splitlines()))


def bytes_of(headers, data, body):
    """A compressed file stays one: it is unpacked later. A random key may hold any number, and says none."""
    return data if data.startswith(b"PK") else "\n".join((*headers, body)).encode()


def look(client, app, ids):
    """Every page and every fragment."""
    for endpoint, address in pages(app, ids).items():
        for way, headers in WAYS.items():
            yield answer_of(("GET", endpoint, way), client.get(address, headers=headers))


def ask(client, app, ids, words_for):
    """Each panel with what it looks for in the address: `words_for(endpoint)` gives (name, word).

    Without the page around it, which the question does not change and `look` has looked at. The last page of all shows
    what was left to be said there, so that nothing of it is said later.
    """
    for endpoint, address in pages(app, ids).items():
        mark = "&" if "?" in address else "?"
        for name, word in words_for(endpoint):
            response = client.get(f"{address}{mark}{urlencode({name: word})}", headers=HTMX)
            yield answer_of(("GET", endpoint, f"{name}={word}"), response)
    client.get("/")


class Listener:
    """Hears which names each view looks for in the address: `heard` is `{endpoint: {name}}`."""

    def __init__(self, app, patch):
        self.heard = heard = {}

        class Names(ImmutableMultiDict):
            def get(self, key, *default, **options):
                heard.setdefault(self.endpoint, set()).add(key)
                return super().get(key, *default, **options)

        class Listening(app.request_class):
            @property
            def args(self):
                names = Names(Request.args.__get__(self))
                names.endpoint = self.endpoint
                return names

        patch.setattr(app, "request_class", Listening)


def post(client, app, ids, forms):
    """Every address that takes something: `forms` gives what is sent by each way."""
    for endpoint, address in pages(app, ids, "POST").items():
        if endpoint not in ENDING:
            for way, form in forms.items():
                yield answer_of(("POST", endpoint, way), client.post(address, data=form, headers=WAYS[way]))


def go_wrong(client, app, ids):
    """What is not there, what cannot be done there, what is too large, and a page of a list that nobody has."""
    missing, opened = {table: MISSING for table in ids}, pages(app, ids)
    taking = {endpoint: at for endpoint, at in pages(app, ids, "POST").items() if endpoint not in ENDING}
    for endpoint, address in pages(app, missing).items():
        yield answer_of(("GET", endpoint, "missing"), client.get(address))
    for endpoint, address in pages(app, missing, "POST").items():
        if endpoint in taking:
            yield answer_of(("POST", endpoint, "missing"), client.post(address, headers=HTMX))
    for endpoint, address in opened.items():
        mark = "&" if "?" in address else "?"
        yield answer_of(("PUT", endpoint, "405"), client.put(address, headers=HTMX))
        yield answer_of(("GET", endpoint, "400"), client.get(f"{address}{mark}after=nonsense&before=x", headers=HTMX))
    for endpoint, address in taking.items():
        response = client.post(address, data={"name": "x"}, headers=HTMX, environ_overrides=TOO_LARGE)
        yield answer_of(("POST", endpoint, "413"), response)
