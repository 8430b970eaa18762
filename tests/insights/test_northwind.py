"""The figures of the Northwind sample company, on the page and by the example's own files."""

import os
import re
from html import unescape
from pathlib import Path

import pytest

from contacts.access import SYSTEM, acting_as
from contacts.customers.stats_commands import stats_commands
from contacts.exchange.run import run_import

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs/examples/northwind"
SHARED = [folder / "shared/data" for folder in (ROOT.parent, ROOT.parents[1])]  # beside the clone, or beside a worktree
FOLDERS = [Path(os.environ["RAPPORT_DATA"])] if "RAPPORT_DATA" in os.environ else SHARED
DATA = next((folder / "business/northwind" for folder in FOLDERS if folder.exists()), FOLDERS[0])
STEPS = re.findall(r"^load (\w+) (\S+) (\S+)$", (EXAMPLE / "load.sh").read_text(), re.M)

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"NO NORTHWIND DATA at {DATA}: its insights are not checked")


def said(html, insight):
    """`{label: [what stands beside it]}` of one insight's table."""
    card = html.partition(f'id="insight-{insight}"')[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', card, re.S)
    return {text_of(label): list(map(text_of, re.findall(r"<td.*?</td>", cells, re.S))) for label, cells in rows}


def text_of(html):
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()


def test_every_figure_holds(app, sign_in):
    for kind, file, mapping in STEPS:
        with acting_as(SYSTEM):
            run_import(kind, DATA / file, EXAMPLE / mapping)
    client = sign_in("manager")
    year, ever = (client.get(f"/insights?currency=USD&period={when}").text for when in ("1998", "all"))
    assert said(year, "revenue")["April 1998"][0] == "$123,798.70"
    categories, top = said(ever, "categories"), said(ever, "top")
    assert (categories["Beverages"], categories["Grains/Cereals"]) == (["$267,868.20"], ["$95,744.60"])
    assert top["QUICK-Stop"] == ["$110,277.32", "28"]
    assert top["Save-a-lot Markets"] == ["$104,361.96", "31"]
    listed = client.get("/purchases?period=1998-04&currency=USD&status=counted")
    assert listed.status_code == 200
    assert app.test_cli_runner().invoke(stats_commands, ["check"]).exit_code == 0
