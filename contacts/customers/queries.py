"""Questions about customers and companies; they read and change nothing."""

from sqlalchemy import and_, false, or_, select, union_all
from sqlalchemy.orm import joinedload

from contacts.access import fetch, level, masked_row, may, permitted, sees
from contacts.customers.models import Company, Customer
from contacts.customfields.listing import listing_with_fields
from contacts.db import db
from contacts.fulltext import matching
from contacts.fulltext.asking import read
from contacts.users.models import User
from contacts.web.listing import Order
from contacts.web.names import fold_for_sorting


def get_customer(id, verb="read", **options):
    """The customer, or 404 when out of reach, or 403 when only readable."""
    return fetch(Customer, id, verb, **options)


def shown_customer(id):
    """The same with the names of the company and of the owner, in one statement."""
    options = []
    if may("read", "companies") and sees("companies.name") and sees("customers.company_id"):
        options.append(joinedload(Customer.company).load_only(Company.name))
    if sees("users.name") and sees("customers.owner_id"):
        options.append(joinedload(Customer.owner).load_only(User.name))
    return get_customer(id, options=options)


def get_company(id, verb="read"):
    return fetch(Company, id, verb)


SENSITIVE = ("birth_date", "tax_id", "bank_account", "credit_limit")


def masks_of(customer):
    """`{field: mask}` of the sensitive fields that this role sees masked."""
    masked = [name for name in SENSITIVE if level(f"customers.{name}") == "masked"]
    return masked_row([getattr(Customer, f"{name}_sealed") for name in masked], customer.id) if masked else {}


def colleagues(customer):
    """Asks for up to ten others at the same company."""
    if not sees("customers.company_id") or customer.company_id is None:
        return []
    same = and_(Customer.company_id == customer.company_id, Customer.id != customer.id)
    others = select(Customer.id, Customer.name, permitted(Customer.job_title)).where(same)
    return (yield {"people": others.order_by(Customer.sort_name, Customer.id).limit(10)})["people"]


def company_named(name):
    """The first company whose name reads the same, whatever its capitals and accents; or None."""
    same = select(Company).where(Company.sort_name == fold_for_sorting(name))
    return db.session.scalar(same.order_by(Company.id).limit(1))


def company_choices(q=""):
    """Up to a hundred `(name, name)` of companies that hold these words, to choose from."""
    if not may("read", "companies"):
        return []
    wanted = companies_with(select(Company.name, Company.name.label("label")), q)
    return db.session.execute(wanted.order_by(Company.sort_name, Company.id).limit(100)).all()


def customer_keyed(source, external_id):
    """The customer that has this key in its source, or None."""
    same = select(Customer).where(Customer.source == source, Customer.external_id == external_id)
    return db.session.scalar(same)


def list_companies():
    """One page of companies."""
    statement = select(Company.id, Company.name, permitted(Company.industry), permitted(Company.phone))
    orders = {"name": Order(Company.sort_name, Company.id)}
    return listing_with_fields("companies", Company.id, statement, orders, "name", companies_with)


def companies_with(statement, q):
    """Those whose names (or fields that people added) have all the words, and single letters where names begin."""
    asked, classes = read(q), matching.open_of("companies")
    if q.strip() and not (classes and asked.finds_words):
        return statement.where(false())
    for term in asked.terms:
        ways = [way for one in classes for way in matching.by_any(one, (term,))]
        statement = statement.where(Company.id.in_(union_all(*ways)) if ways else false())
    for letter in asked.letters:
        begins = Company.sort_name.startswith(letter), Company.sort_name.contains(f" {letter}")
        statement = statement.where(or_(*begins))
    return statement


def people_of(company):
    """Up to fifty people of a company; the list of customers shows the rest."""
    if not sees("customers.company_id"):
        return []
    mine = select(Customer.id, Customer.name, permitted(Customer.job_title)).where(Customer.company_id == company.id)
    return db.session.execute(mine.order_by(Customer.sort_name, Customer.id).limit(50)).all()
