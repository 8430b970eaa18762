"""Asking a server: one request after the other, and from eight browsers at once."""

import http.client
import re
import threading
import time
from urllib.parse import urlencode

TOKEN = re.compile(rb'name="csrf(?:_token|middlewaretoken)" (?:content|value)="([^"]+)"')
BROWSERS, SECONDS = 8, 2.0


class Browser:
    """Keeps its cookies and its connection. `token_path` is a page with the token that a form needs."""

    def __init__(self, port, cookies, token_path, token_field):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = dict(cookies)
        self.token_path, self.token_field, self.token = token_path, token_field, None

    def ask(self, ask):
        """The bytes of the answer; a wrong one ends the run."""
        status, body = self.send(ask)
        if status != ask.status or ask.marker not in body:
            raise SystemExit(f"{ask.path}: {status} instead of {ask.status}, or the marker is missing. {body[:300]!r}")
        return body

    def send(self, ask):
        if ask.form is None:
            return self.answer("GET", ask.path)
        if self.token is None:
            self.token = TOKEN.search(self.answer("GET", self.token_path)[1])[1].decode()
        form = urlencode({**ask.form, self.token_field: self.token})
        return self.answer("POST", ask.path, form, {"Content-Type": "application/x-www-form-urlencoded"})

    def answer(self, method, path, form=None, headers=()):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, form, {"Cookie": cookies, **dict(headers)})
        response = self.connection.getresponse()
        for line in response.headers.get_all("Set-Cookie", ()):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, response.read()


def measure(browser, ask, times, spent):
    """CPU milliseconds a request (`spent()` is a counter), wall milliseconds of each, bytes of the answer."""
    browser.connection.close()  # it may have waited for other servers longer than this one keeps it
    browser.ask(ask)  # the form's token and a new connection are not counted
    before, waits = spent(), []
    for _ in range(times):
        began = time.perf_counter()
        body = browser.ask(ask)
        waits.append((time.perf_counter() - began) * 1000)
    return {"cpu": (spent() - before) / times, "waits": waits, "bytes": len(body)}


def at_once(open_browser, port, ask):
    """Requests a second of eight browsers."""
    ends, counts = time.perf_counter() + SECONDS, []

    def browse():
        browser, number = open_browser(port), 0
        while time.perf_counter() < ends:
            browser.ask(ask)
            number += 1
        counts.append(number)

    threads = [threading.Thread(target=browse) for _ in range(BROWSERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS
