"""A real OpenID provider: oidc-provider of npm, in a folder of its own, run by node on this machine."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent / "provider"
SECRET = "a secret of the tests"
INSTALL = ["npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]


@contextlib.contextmanager
def running(folder, back):
    """The issuer's address, while the provider runs; it sends people back to the address `back`."""
    command = ["node", folder / "server.mjs", back]
    with open(folder / "log", "w") as log:
        node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        yield node.stdout.readline().strip() or pytest.fail((folder / "log").read_text())
    finally:
        node.stdin.close()
        node.stdout.close()
        node.wait(10)


def install(folder):
    """Put the provider into the folder. npm keeps what it once had, so that the next time needs no network.

    Without it the test is skipped, and fails where everything has to be there.
    """
    lacking = [name for name in ("node", "npm") if not shutil.which(name)]
    if lacking:
        return give_up(f"{' and '.join(lacking)} missing (apt-get install nodejs npm)")
    for file in SOURCE.iterdir():
        shutil.copy(file, folder)
    said = subprocess.run(INSTALL, cwd=folder, capture_output=True, text=True, timeout=120)
    return folder if said.returncode == 0 else give_up(f"npm could not install it: {said.stderr.strip()[-300:]}")


def give_up(reason):
    sentence = f"no real OpenID provider: {reason}"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(sentence)
    pytest.skip(sentence)
