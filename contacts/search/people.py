"""The first group of results: customers, the best first, each with what matched; then companies and products."""

from flask import url_for
from sqlalchemy import select, tuple_

from contacts.access import may, permitted, sees
from contacts.categories.models import Product
from contacts.customers.hits import best, kept_best
from contacts.customers.keys import conditions_of
from contacts.customers.models import Company, Customer, CustomerStats
from contacts.db import db
from contacts.fulltext.marking import holds, marked
from contacts.search.groups import Hit, group, ids_in, newest
from contacts.search.reasons import reasons_of
from contacts.web.words import _


def sees_company():
    return sees("customers.company_id") and sees("companies.name")


@group("customers", _("Customers"), lambda: bool(may("read", "customers")))
def customers(asked, after, limit):
    """Found by name first; only when these are not enough, by everything else."""
    rows = rows_of(asked, after, limit, everywhere=False)
    if len(rows) < limit:
        rows = rows_of(asked, after, limit, everywhere=True)
    unexplained = [row for row in rows if not explained(row, asked)]
    reasons = reasons_of([row.id for row in unexplained], asked)
    return [hit(row, asked, *reasons.get(row.id, ("", ""))) for row in rows]


def rows_of(asked, after, limit, everywhere):
    """(id, rank, name …) of one page of the best."""
    conditions = conditions_of(asked)
    values = {}
    if asked.finds_words:
        hits, values = (best(asked, conditions, everywhere), {}) if conditions else kept_best(asked, everywhere)
        rank, statement = hits.c.rank, select(Customer.id).join(hits, hits.c.id == Customer.id)
    else:
        rank, statement = -Customer.id, select(Customer.id).where(*conditions)
    statement = shown(statement.add_columns(rank.label("rank")))
    if after is not None:
        statement = statement.where(tuple_(rank, Customer.id) > after)
    return db.session.execute(statement.order_by(rank, Customer.id).limit(limit), values).all()


def shown(statement):
    statement = statement.add_columns(Customer.name, permitted(Customer.kind))
    if sees_company():
        statement = statement.add_columns(Company.name.label("company"))
        statement = statement.outerjoin(Company, Company.id == Customer.company_id)
    if sees("customer_stats.last_contact_at"):
        statement = statement.add_columns(CustomerStats.last_contact_at.label("at"))
        statement = statement.outerjoin(CustomerStats, CustomerStats.customer_id == Customer.id)
    return statement


def explained(row, asked):
    """The name and the company, which are shown anyway, say why."""
    text = f"{row.name} {getattr(row, 'company', None) or ''}"
    return all(holds(text, term) for term in asked.terms)


def hit(row, asked, label="", why=""):
    company = getattr(row, "company", None) or ""
    return Hit(
        place=f"{row.rank}.{row.id}",
        url=url_for("customers.show", id=row.id),
        title=marked(row.name, asked),
        about=marked(company, asked),
        label=label,
        why=why,
        at=getattr(row, "at", None),
        id=row.id,
        name=row.name,
        is_square=row.kind == "organisation",
    )


@group("companies", _("Companies"), lambda: bool(may("read", "companies")))
def companies(asked, after, limit):
    statement = select(Company.id, Company.name, permitted(Company.industry))
    rows = [] if asked.keys else newest(statement, Company.id, ids_in("companies", asked), after, limit)
    base = url_for("companies.index")
    return [
        Hit(str(row.id), f"{base}/{row.id}", marked(row.name, asked), row.industry or "", icon="building-2")
        for row in rows
    ]


@group("products", _("Products"), lambda: bool(may("read", "products")))
def products(asked, after, limit):
    statement = select(Product.id, Product.name, Product.sku)
    rows = [] if asked.keys else newest(statement, Product.id, ids_in("products", asked), after, limit)
    return [
        Hit(
            str(row.id),
            url_for("products.show", id=row.id),
            marked(row.name, asked),
            marked(row.sku, asked),
            icon="package",
        )
        for row in rows
    ]
