"""Every page, as two roles see it, in both schemes and at both widths: axe finds nothing, and nothing overflows."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from contacts.users.passwords import hash_password
from tests.browser.conftest import PASSWORD, open_page, sign_in
from tests.factories import make_link, make_user, writing
from tests.filled import WORDS, fill, pages

# Probes, files, a fragment, the mask, which administrators never meet, and what is off until it is configured.
NOT_PAGES = {"home.healthz", "home.readyz", "attachments.show", "companies.names", "reveals.index", "reveals.new"}
NOT_PAGES |= {"personal_data.show", "security.download", "single_sign_on.start", "single_sign_on.back"}
NOT_PAGES |= {"offline.manifest", "offline.worker", "data_model.download", "insights.download", "bulk.export"}
NOT_PAGES |= {"purchases.more_lines"}  # a line to put into a form
PERSONAL = {"views", "segments", "custom_fields"}  # of somebody else, or put away: there is nothing to see
NOT_PAGES |= {"passkeys.new"}  # wants a name: test_passkeys looks at it
REP = "sales rep"
LOOKS = [("administrator", 1440, "dark"), ("administrator", 390, "light"), (REP, 1440, "light"), (REP, 390, "dark")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def problems_of(page):
    results = Axe().run(page, options={**RULES, "resultTypes": ["violations"]}).response
    found = [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in results["violations"]
        for node in one["nodes"]
    ]
    return found + ([f"wider than the screen by {over}"] if (over := page.evaluate(OVERFLOW)) > 0 else [])


@pytest.mark.parametrize(("role", "width", "scheme"), LOOKS)
def test_every_page_is_accessible(app, browser, address, monkeypatch, role, width, scheme):
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://localhost")  # for the pages that mail something
    with writing():
        ids = fill()
        make_user(role, email="looks@example.com", password_hash=hash_password(PASSWORD))
    make_link(ids["users"], WORDS["token"])
    page = open_page(browser, address, color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, "looks@example.com")
    found = {}
    for endpoint, path in pages(app, ids).items():
        if endpoint not in NOT_PAGES:
            personal = endpoint.partition(".")[0] in PERSONAL
            refused = (403, 404) if role == REP else (404,) if personal else ()
            assert page.goto(path).status in (200, *refused), path
            found[path] = problems_of(page)
    said = page.said
    page.context.close()
    assert "\n".join(f"{path}: {problem}" for path, problems in found.items() for problem in problems) == ""
    assert [line for line in said if "(NOT FOUND)" not in line and "(FORBIDDEN)" not in line] == []
