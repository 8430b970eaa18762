"""Where in the application a row that a check names is put right by hand."""

from flask import url_for

from contacts.access import may

# table: (the page that changes a row, the kind of record whose right that is)
OF_CUSTOMERS = {
    "emails": ("contacts.edit", "contacts"),
    "phones": ("contacts.edit", "contacts"),
    "addresses": ("addresses.edit", "addresses"),
    "purchases": ("purchases.edit", "purchases"),
    "tasks": ("tasks.edit", "tasks"),
    "tickets": ("tickets.edit", "communications"),
    "communications": ("communications.edit", "communications"),
}
OWN = {
    "customers": ("customers.edit", "customers"),
    "companies": ("companies.edit", "companies"),
    "categories": ("categories.edit", "categories"),
    "products": ("products.edit", "products"),
}


def place_of(finding, customers):
    """The address, or None where there is no such page. `customers`: the ids of those that the reader may open."""
    page, kind = {**OF_CUSTOMERS, **OWN}.get(finding.table, (None, None))
    if page is None or not may("edit", kind):
        return None
    if finding.table in OWN:
        return url_for(page, id=finding.row) if finding.table != "customers" or finding.customer in customers else None
    if finding.customer not in customers:
        return None
    more = {"kind": finding.table} if page == "contacts.edit" else {}
    return url_for(page, customer_id=finding.customer, id=finding.row, **more)
