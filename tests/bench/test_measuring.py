"""The benchmark counts what it says: medians, ratios round by round, and a wrong answer ends it."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bench.measuring import Browser, measure
from bench.pages import Ask
from bench.plot import plot
from bench.report import figures, table


class Server(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"here")

    def log_message(self, *_):
        pass


@pytest.fixture
def browser():
    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asking = Browser(server.server_port, {}, "/", "token")
    yield asking
    asking.connection.close()
    server.shutdown()
    server.server_close()


def test_every_request_is_counted_but_the_first(browser):
    spent = iter((10, 30))
    found = measure(browser, Ask("/", b"here"), 4, lambda: next(spent))
    assert found["cpu"] == 5
    assert found["bytes"] == 4
    assert len(found["waits"]) == 4


@pytest.mark.parametrize("ask", [Ask("/gone", b"here"), Ask("/", b"elsewhere"), Ask("/", b"here", status=201)])
def test_a_wrong_answer_ends_the_run(browser, ask):
    with pytest.raises(SystemExit, match=ask.path):
        measure(browser, ask, 1, lambda: 0)


def test_a_ratio_is_the_median_of_the_rounds_ratios():
    def one(cpu):
        return {"cpu": cpu, "waits": [1.0, 2.0, 3.0], "bytes": 9}

    rounds = [{"list": {"rapport": one(ours), "floor": one(theirs)}} for ours, theirs in ((2, 1), (9, 3), (40, 10))]
    found = figures(rounds, {"list": {"rapport": 5, "floor": 50}})
    assert found["list"]["floor"]["ratio"] == 3
    assert found["list"]["rapport"]["cpu"] == 9
    run = {"pages": found, "customers": 7, "engine": "sqlite", "commit": "<abc>", "machine": "m", "at": "2026-11-28"}
    kept = {**run, "startup_cpu_s": {"floor": 1}, "memory_mib": {"floor": 2}, "memory_after_mib": {"floor": 3}}
    assert "3.00 x" in table(kept)
    page = plot([run, run])
    assert page.count("<circle") == 2
    assert "&lt;abc&gt;: 3.00" in page
