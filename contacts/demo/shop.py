"""Invents what customers are interested in and what they bought."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

STATUSES = ("completed", "open", "cancelled", "refunded")
DISCOUNTS = (0, 0, 0, 500, 1000, 1250)


def interests(rng, customer_id, categories):
    for category_id in rng.sample(categories, rng.randrange(1, 4)):
        yield {"customer_id": customer_id, "category_id": category_id, "origin": "stated"}


def amount(quantity, unit_price, discount):
    """Minor units, rounded half-up as on an invoice; `discount` in hundredths of a percent."""
    exact = quantity * unit_price * (10_000 - discount) / 10_000
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def items(rng, purchase_id, products):
    for position, product in enumerate(rng.sample(products, rng.randrange(1, 4)), 1):
        quantity, price = Decimal(rng.choice((1, 1, 2, 3, 6, 12, "2.5"))), Decimal(product["price"])
        discount = rng.choice(DISCOUNTS)
        yield {
            "purchase_id": purchase_id,
            "position": position,
            "product_id": product["id"],
            "description": product["name"],
            "quantity": quantity,
            "unit_price": price,
            "discount": discount,
            "amount": amount(quantity, price, discount),
        }


def purchase(rng, id, customer_id, lines, today):
    day = today - timedelta(days=rng.randrange(900))
    return {
        "id": id,
        "customer_id": customer_id,
        "reference": f"R{day:%y}-{id:06}",
        "purchased_on": day,
        "status": rng.choices(STATUSES, (85, 9, 4, 2))[0],
        "currency": "EUR",
        "total": sum(line["amount"] for line in lines),
    }
