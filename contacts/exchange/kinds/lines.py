"""The lines of purchases: read beside their purchase or from a file of their own, priced, and exchanged in sets."""

from decimal import Decimal

from sqlalchemy import delete, select

from contacts.db import db
from contacts.exchange.mapping import Mapping, beside
from contacts.exchange.reader import Refused, read_rows
from contacts.exchange.rows import demand, insert_all
from contacts.exchange.values import half_up, minor_units, number, places, words
from contacts.purchases.models import PurchaseItem

FIELDS = ("product", "description", "quantity", "unit_price", "discount")
COMPARED = ("position", "product_id", "description", "quantity", "unit_price", "discount", "amount")
DESCRIPTION = words(PurchaseItem.description)


def load_lines(mapping, folder):
    """`{reference: [(line, cells)]}` from the items file that the mapping names, or None when it names none."""
    if "file" not in mapping.items:
        return None
    by_reference = {}
    join = mapping.items.get("join")
    for line, cells in read_rows(beside(folder, mapping.items["file"]), mapping.delimiter, mapping.encoding):
        if join not in cells:
            raise Refused(f"the items file has no column “{join}” to join by")
        by_reference.setdefault(cells[join].strip(), []).append((line, cells))
    return by_reference


def line_mapping(mapping):
    return Mapping(
        columns=mapping.items.get("columns", {}),
        constants=mapping.items.get("constants", {}),
        decimal=mapping.decimal,
        discount=mapping.discount,
    )


def price(cells, mapping, currency, position):
    """One line as a record; `product` still names its code. Raises ValueError with a sentence."""
    text = {name: mapping.text(name, cells) for name in FIELDS}
    quantity = places(number(text["quantity"] or "1", mapping.decimal), 4, text["quantity"])
    if not quantity:
        raise ValueError("the quantity is 0")
    unit_price = minor_units(text["unit_price"] or "0", currency, mapping.decimal)
    share = number(text["discount"] or "0", mapping.decimal, most=Decimal(1 if mapping.discount == "fraction" else 100))
    hundredths = places(share * (10000 if mapping.discount == "fraction" else 100), 0, text["discount"])
    return {
        "position": position,
        "product": text["product"],
        "description": DESCRIPTION(text["description"]) if text["description"] else None,
        "quantity": quantity,
        "unit_price": unit_price,
        "discount": int(hundredths),
        "amount": half_up(quantity * unit_price * (10000 - hundredths) / 10000),
    }


def name_products(lines, products):
    """Put `product_id` and the description of that day into lines that name a product."""
    for line in lines:
        product = products.get(line.pop("product"))
        line["product_id"] = product.id if product else None
        line["description"] = line["description"] or product.name


def exchange_lines(rows, lines):
    """Write the lines of the purchases whose lines differ. `lines`: row → records. Returns how many were written."""
    old = {}
    columns = [getattr(PurchaseItem, name) for name in ("purchase_id", *COMPARED)]
    known = [row.id for row in rows if row.outcome != "created"]
    for item in db.session.execute(select(*columns).where(PurchaseItem.purchase_id.in_(known))):
        old.setdefault(item.purchase_id, []).append(tuple(item)[1:])
    differing = [
        r for r in rows if sorted(old.get(r.id, [])) != [tuple(one[n] for n in COMPARED) for one in lines[r.line]]
    ]
    gone = [row.id for row in differing if row.id in old]
    if gone:
        demand("delete", PurchaseItem, ())
        doomed = delete(PurchaseItem).where(PurchaseItem.purchase_id.in_(gone))
        db.session.execute(doomed, execution_options={"synchronize_session": False})
    for row in differing:
        row.touch()
    fresh = [{"purchase_id": row.id, **line} for row in differing for line in lines[row.line]]
    insert_all(PurchaseItem, fresh)
    return len(fresh)
