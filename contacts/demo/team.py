"""The invented team and what it sells: made once, found again by the next load."""

import secrets

from sqlalchemy import select

from contacts.categories.models import Category, Product, ProductCategory
from contacts.db import db
from contacts.demo.phrases import CATEGORIES, PEOPLE
from contacts.users.actions import add_user
from contacts.users.models import User
from contacts.web.names import fold_for_sorting


def make_team():
    """The keys of the team, and (emails, password) of those who are new, or None when all were there."""
    known = set(db.session.scalars(select(User.email)))
    missing = [person for person in PEOPLE if person[1] not in known]
    password = secrets.token_urlsafe(12)
    for name, email, role in missing:
        add_user(email, name, password, role)
    emails = [email for _name, email, _role in PEOPLE]
    team = db.session.scalars(select(User.id).where(User.email.in_(emails)).order_by(User.email)).all()
    return team, ([email for _name, email, _role in missing], password) if missing else None


def make_catalogue():
    """Products as dicts with id, name and price (minor units), and the keys of the categories they are in."""
    keys = []
    for hue, (top, kinds) in enumerate(CATEGORIES.items(), 1):
        parent = category(top, None, hue)
        for kind, products in kinds.items():
            child = category(kind, parent, hue)
            keys.append(child)
            for name in products:
                product(name, (parent, child))
    found = select(Product.id, Product.name, Product.price).where(Product.sku.startswith("DEMO-"))
    return [row._asdict() for row in db.session.execute(found.order_by(Product.sku))], keys


def category(name, parent, hue):
    found = db.session.scalar(
        select(Category.id).where(Category.name == name, Category.parent_id.is_(parent))
        if parent is None
        else select(Category.id).where(Category.name == name, Category.parent_id == parent)
    )
    return found or add(Category(name=name, parent_id=parent, color=hue)).id


def product(name, categories):
    sku = f"DEMO-{fold_for_sorting(name).replace(' ', '-').upper()}"
    if db.session.scalar(select(Product.id).where(Product.sku == sku)):
        return
    price = 490 + sum(map(ord, name)) * 7 % 9000
    made = add(Product(sku=sku, name=name, sort_name=fold_for_sorting(name), price=price, currency="EUR"))
    for id in categories:
        add(ProductCategory(product_id=made.id, category_id=id))


def add(record):
    db.session.add(record)
    db.session.flush()
    return record
