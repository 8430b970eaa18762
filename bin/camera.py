"""Signs in with a real browser and takes the pictures of bin/screenshots, which runs this.

camera.py ADDRESS EMAIL PASSWORD FOLDER [PAGE …]
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENS = {"wide": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
# Its name, and where it is.
LISTS = ("customers", "companies", "tasks", "tickets", "purchases", "products", "categories", "segments")
LISTS += ("history", "settings")
PAGES = {
    **{name: f"/{name}" for name in LISTS},
    "home": "/",
    "insights": "/insights",
    "new-customer": "/customers/new",
    "new-segment": "/segments/new",
    "edit-segment": "/segments/1/edit",
    "capture": "/capture?text=call+an:+wants+a+quote+for+40+chairs,+ring+back+fri+10+%23office+%23furniture",
    "people": "/admin/users",
    "new-person": "/admin/users/new",
    "security-log": "/admin/log",
    "data-model": "/data-model?table=customers",
    "data-model-roles": "/data-model?show=role&role=sales+rep&zoom=75",
    "data-model-filled": "/data-model?show=filled&zoom=fit",
    "integrity": "/data-model/integrity",
    "integrity-list": "/data-model/integrity/out-of-reach",
    "data-dictionary": "/data-model/dictionary?q=name",
    "data-table": "/data-model/tables/customers",
    "data-column": "/data-model/tables/customers/tax_id",
    "not-found": "/customers/0",
}
# Its name, and the list whose first row leads to it.
FIRST_OF = {
    "customer": "/customers?sort=-last_contact",
    "company": "/companies",
    "segment": "/segments",
    "ticket": "/tickets",
    "purchase": "/purchases",
}


def main(address, email, password, folder, *wanted):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        for screen, size in SCREENS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(base_url=address, viewport=size, color_scheme=scheme)
                page = context.new_page()
                page.goto("/login")
                shoot(page, "sign-in", folder, screen, scheme, wanted)
                sign_in(page, email, password)
                for name in (*PAGES, *FIRST_OF):
                    if not wanted or name in wanted:
                        page.goto(address_of(page, name))
                        shoot(page, name, folder, screen, scheme, wanted)
                context.close()
        browser.close()


def sign_in(page, email, password):
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/")


def address_of(page, name):
    if name in PAGES:
        return PAGES[name]
    page.goto(FIRST_OF[name])
    return page.locator("a.cover").first.get_attribute("href")


def shoot(page, name, folder, screen, scheme, wanted):
    if not wanted or name in wanted:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=Path(folder) / f"{name}-{screen}-{scheme}.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
