"""Purchases with their lines, matched by their reference in the source; interests inferred from what was bought."""

from sqlalchemy import select

from contacts.categories.models import ProductCategory
from contacts.db import db
from contacts.exchange.added import take_added, write_added
from contacts.exchange.kinds.lines import exchange_lines, line_mapping, name_products, price
from contacts.exchange.kinds.references import find_customers, find_products
from contacts.exchange.rows import existing, insert_all, merge
from contacts.exchange.values import choice_of, currency, day, plain_text, words
from contacts.interests.models import Interest, Origin
from contacts.purchases.models import Purchase, PurchaseItem, PurchaseStatus

KEY, ADDED = "reference", "purchases"  # the table whose records have fields that people added
FIELDS = {
    "reference": words(Purchase.reference),
    "customer": plain_text,
    "purchased_on": day,
    "status": choice_of(PurchaseStatus),
    "currency": currency,
    **{name: words(getattr(Purchase, name)) for name in ("billing_address", "shipping_address", "notes")},
}
REQUIRED = ("reference", "customer", "purchased_on", "currency")
SEVERAL = ()
DEFAULTS = {"status": PurchaseStatus.COMPLETED}


def prepare(values, mapping):
    values["source"] = mapping.source


def write(rows, mapping, summary):
    added, file = take_added(ADDED, rows), mapping.items.get("file")
    lines = {row.line: read_lines(row, line_mapping(mapping), summary, file) for row in rows}
    rows = find_customers(rows, mapping, summary)
    products = find_products({line["product"] for some in lines.values() for line in some} - {""})
    refuse_unknown(rows, lines, products, summary)
    if summary.broken:
        return
    for row in rows:
        name_products(lines[row.line], products)
        row.values["total"] = sum(line["amount"] for line in lines[row.line])
    keys, names = [row.key for row in rows], rows[0].values
    merge(
        Purchase, rows, existing(Purchase, Purchase.reference, keys, names, Purchase.source == mapping.source), DEFAULTS
    )
    write_added(ADDED, rows, added, summary)
    summary.add("items", exchange_lines(rows, lines))
    summary.count(rows)
    if mapping.infer_interests:
        summary.add("interests", infer([row.id for row in rows if row.outcome != "unchanged"]))


def read_lines(row, mapping, summary, file):
    lines = []
    for position, (number, cells) in enumerate(row.lines, 1):
        try:
            lines.append(price(cells, mapping, row.values["currency"], position))
        except ValueError as error:
            summary.problem(row.line if file else number, f"{error} (line {number} of {file})" if file else str(error))
    return lines


def refuse_unknown(rows, lines, products, summary):
    for row in rows:
        for line in lines[row.line]:
            if line["product"] and line["product"] not in products:
                summary.problem(row.line, f"there is no product “{line['product']}” (purchase {row.key})")
            elif not line["product"] and not line["description"]:
                summary.problem(row.line, f"a line of purchase {row.key} names no product and has no description")


def infer(purchase_ids):
    """Interests in the categories of what these purchases hold, where there is none yet. Returns how many."""
    bought = (
        select(Purchase.customer_id, ProductCategory.category_id)
        .join(PurchaseItem, PurchaseItem.purchase_id == Purchase.id)
        .join(ProductCategory, ProductCategory.product_id == PurchaseItem.product_id)
        .where(Purchase.id.in_(purchase_ids))
        .distinct()
    )
    pairs = {tuple(pair) for pair in db.session.execute(bought)}
    customers = {customer for customer, _ in pairs}
    there = select(Interest.customer_id, Interest.category_id).where(Interest.customer_id.in_(customers))
    fresh = sorted(pairs - {tuple(pair) for pair in db.session.execute(there)})
    insert_all(Interest, [{"customer_id": a, "category_id": b, "origin": Origin.INFERRED} for a, b in fresh])
    return len(fresh)
