"""Lighthouse on the list of customers and on a record, as a desktop: three scores of each, and what costs points.

    python -m bench.lighthouse [--customers 300] [--installed FOLDER] [--rounds 1]

Needs node, npm and Chromium. npm puts Lighthouse into a folder of its own, unless one has it already.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import data, peers
from bench.servers import serving
from contacts import create_app
from contacts.db import dispose_all

RELEASE = "lighthouse@12.8.2"
INSTALL = ("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", RELEASE)
CATEGORIES = ("performance", "accessibility", "best-practices")
PAGES = {"list": "/customers", "record": "/customers/5"}
CHROMIUM_FLAGS = "--headless=new --no-sandbox --disable-quic --disable-background-networking"
MOST_SECONDS = 180


def main():
    parser = argparse.ArgumentParser(prog="bench.lighthouse", description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=300)
    parser.add_argument("--installed", type=Path, help="a folder whose node_modules has Lighthouse")
    parser.add_argument("--rounds", type=int, default=1, help="the median is told")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tool = program(options.installed or install(folder))
        peer = rapport(folder, options.customers)
        with serving(peer.python, peer.application, peer.environment) as (_process, port):
            cookie = "session=" + peer.browser.keywords["cookies"]["session"]
            for page, path in PAGES.items():
                urls = [f"http://127.0.0.1:{port}{path}"] * options.rounds
                tell(page, [measured(tool, url, cookie, folder) for url in urls])


def install(folder):
    if lacking := [name for name in ("node", "npm") if not shutil.which(name)]:
        sys.exit(f"{' and '.join(lacking)} missing")
    subprocess.run(INSTALL, cwd=folder, check=True, timeout=MOST_SECONDS)
    return Path(folder)


def program(folder):
    return folder.absolute() / "node_modules/lighthouse/cli/index.js"


def rapport(folder, customers):
    """How the server is started, and the session of a sales rep."""
    app = create_app(**data.settings(f"sqlite:///{folder}/bench.db", folder))
    data.make(app, customers)
    with app.app_context():
        token = peers.prepare(app)
    peer = peers.all_of(app, token, folder, None)["rapport"]
    dispose_all()
    return peer


def measured(tool, url, cookie, folder):
    """What Lighthouse found on one page."""
    headers = Path(folder, "headers.json")
    headers.write_text(json.dumps({"Cookie": cookie}))
    words = ["node", tool, url, "--quiet", "--preset=desktop", "--output=json", f"--extra-headers={headers}"]
    words += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROMIUM_FLAGS}"]
    known = os.environ | {"CHROME_PATH": os.environ.get("CHROMIUM", "/usr/bin/chromium")}
    done = subprocess.run(words, env=known, capture_output=True, text=True, timeout=MOST_SECONDS)
    if done.returncode:
        sys.exit(done.stderr[-2_000:])
    found = json.loads(done.stdout)
    if found["finalDisplayedUrl"] != url:
        sys.exit(f"{url} led to {found['finalDisplayedUrl']}")
    return found


def tell(page, rounds):
    for name in CATEGORIES:
        scores = [one["categories"][name]["score"] * 100 for one in rounds]
        print(f"{page:8} {name:16} {statistics.median(scores):.0f}")
    for line in sorted({line for one in rounds for line in complaints(one)}):
        print(f"         {line}")


def complaints(found):
    """What keeps a category below 100: `audit: title, value`."""
    for name in CATEGORIES:
        for part in found["categories"][name]["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{part['id']}: {audit['title']}, {audit.get('displayValue', 'no')}"


if __name__ == "__main__":
    main()
