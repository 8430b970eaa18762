"""Questions about customers and companies; they read and change nothing."""

from sqlalchemy import and_, func, or_, select

from contacts.access import fetch, level, masked_values, may, permitted, sees
from contacts.customers.models import Company, Customer, CustomerStats, CustomerValue, Email, Phone, Status
from contacts.db import db
from contacts.users.models import User
from contacts.web.listing import Listing, Order
from contacts.web.names import fold_for_sorting


def get_customer(id, verb="read"):
    """The customer, or 404 when out of reach, or 403 when only readable."""
    return fetch(Customer, id, verb)


def get_company(id, verb="read"):
    return fetch(Company, id, verb)


def list_customers():
    """One page of customers in the order and with the filters of the URL."""
    listing = Listing(
        "customers",
        found_customers(),
        {
            "name": Order(Customer.sort_name, Customer.id),
            "created": Order(Customer.created_at, Customer.id),
            **({"contact": Order(CustomerStats.last_contact_at, Customer.id)} if sees_contact() else {}),
        },
        "name",
        filters=("status", "owner"),
        narrow=narrowed,
    )
    listing.reach = ways_to_reach([row.id for row in listing.rows])
    listing.values = values_of([row.id for row in listing.rows])
    return listing


def sees_contact():
    return sees("customer_stats.last_contact_at")


def found_customers():
    """The rows of the list: what the role may read, everything else NULL."""
    return (
        select(Customer.id, Customer.name, Customer.status, Company.name.label("company"))
        .add_columns(User.name.label("owner"), permitted(CustomerStats.last_contact_at))
        .outerjoin(Company, Company.id == Customer.company_id)
        .outerjoin(User, User.id == Customer.owner_id)
        .outerjoin(CustomerStats, CustomerStats.customer_id == Customer.id)
    )


def narrowed(statement, status=None, owner=None, q=""):
    """The statement with the filters and words that were asked for."""
    if status in list(Status):
        statement = statement.where(Customer.status == status)
    if owner and owner.isdecimal():
        statement = statement.where(Customer.owner_id == int(owner[:9]))
    for word in q.split()[:8]:
        statement = statement.where(matches(word))
    return statement


def matches(word):
    """The word is somewhere in the name, the company, an email address or a phone number the role may read."""
    like = f"%{escaped(fold_for_sorting(word))}%"
    places = [
        Customer.sort_name.like(like, escape="\\"),
        Customer.company_id.in_(select(Company.id).where(Company.sort_name.like(like, escape="\\"))),
    ]
    if sees("emails.folded"):
        by_email = Email.folded.like(f"%{escaped(word.lower())}%", escape="\\")
        places.append(Customer.id.in_(select(Email.customer_id).where(by_email)))
    digits = "".join(sign for sign in word if sign.isdigit()).lstrip("0")
    if len(digits) >= 3 and sees("phones.e164"):
        bare = func.replace(func.replace(func.replace(Phone.value, " ", ""), "-", ""), ")", "")
        by_phone = or_(Phone.e164.like(f"%{digits}%"), bare.like(f"%{digits}%"))
        places.append(Customer.id.in_(select(Phone.customer_id).where(by_phone)))
    return or_(*places)


def escaped(word):
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def ways_to_reach(ids):
    """`{customer id: phone}` of the primary numbers, masked where the role sees masks."""
    if not ids or not may("read", "contacts"):
        return {}
    primary = select(Phone.id, Phone.customer_id).where(Phone.customer_id.in_(ids), Phone.is_primary)
    if not sees("phones.value"):
        rows = db.session.execute(primary).all()
        masks = masked_values(Phone.value, [row.id for row in rows])
        return {row.customer_id: masks.get(row.id) for row in rows}
    return {row.customer_id: row.value for row in db.session.execute(primary.add_columns(Phone.value))}


def values_of(ids):
    """`{customer id: [(lifetime value, currency)]}`, the largest first."""
    if not ids or not may("read", "purchases"):
        return {}
    rows = db.session.execute(
        select(CustomerValue.customer_id, CustomerValue.lifetime_value, CustomerValue.currency)
        .where(CustomerValue.customer_id.in_(ids))
        .order_by(CustomerValue.lifetime_value.desc())
    )
    values = {}
    for row in rows:
        values.setdefault(row.customer_id, []).append((row.lifetime_value, row.currency))
    return values


def masks_of(customer):
    """`{field: mask}` of the sensitive fields that this role sees masked."""
    sealed = {"birth_date": Customer.birth_date_sealed, "tax_id": Customer.tax_id_sealed}
    sealed["bank_account"] = Customer.bank_account_sealed
    masked = {name: column for name, column in sealed.items() if level(f"customers.{name}") == "masked"}
    return {name: masked_values(column, [customer.id]).get(customer.id) for name, column in masked.items()}


def colleagues(customer):
    """Up to ten others at the same company."""
    if customer.company_id is None:
        return []
    same = and_(Customer.company_id == customer.company_id, Customer.id != customer.id)
    return db.session.execute(
        select(Customer.id, Customer.name, Customer.job_title).where(same).order_by(Customer.sort_name).limit(10)
    ).all()


def company_named(name):
    return db.session.scalar(select(Company).where(Company.sort_name == fold_for_sorting(name)).limit(1))


def list_companies():
    """One page of companies."""
    statement = select(Company.id, Company.name, Company.industry, Company.phone, Company.website)
    orders = {"name": Order(Company.sort_name, Company.id)}
    return Listing("companies", statement, orders, "name", narrow=companies_with)


def companies_with(statement, q):
    for word in q.split()[:8]:
        statement = statement.where(Company.sort_name.like(f"%{escaped(fold_for_sorting(word))}%", escape="\\"))
    return statement


def people_of(company):
    """Up to two hundred people of a company."""
    return db.session.execute(
        select(Customer.id, Customer.name, Customer.job_title)
        .where(Customer.company_id == company.id)
        .order_by(Customer.sort_name)
        .limit(200)
    ).all()
