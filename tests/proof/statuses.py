"""The table of who gets which answer, as `statuses.txt` beside this file has it."""

from pathlib import Path

from tests.proof.cast import BUILT_IN

FILE = Path(__file__).parent / "statuses.txt"
HEADING = ["asked", *(role.split()[0] for role in BUILT_IN)]


def listed():
    """`{"GET customers.index": [status for each of BUILT_IN]}`."""
    lines = (line.split() for line in FILE.read_text().splitlines() if line and not line.startswith("#"))
    return {f"{method} {endpoint}": list(map(int, statuses)) for method, endpoint, *statuses in lines}


def line(asked, statuses):
    """One line of the table."""
    return f"{asked:32}" + "".join(
        f"{status:>{len(name) + 2}}" for status, name in zip(statuses, HEADING[1:], strict=True)
    )
