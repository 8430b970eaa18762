"""Customers, matched by their key in the source, with their company, emails and phones."""

from sqlalchemy import select

from contacts.customers.models import Company, Customer, Email, Kind, Phone, Status
from contacts.db import db
from contacts.exchange.rows import existing, insert_all, merge
from contacts.exchange.values import choice_of, country, e164, email, plain_text, sort_name, words

KEY = "external_id"
PLAIN = ("external_id", "name", "given_name", "family_name", "job_title", "language", "time_zone", "notes")
LABELS = {"phone": None, "mobile": "mobile", "fax": "fax"}
FIELDS = {
    **{name: words(getattr(Customer, name)) for name in PLAIN},
    "kind": choice_of(Kind),
    "status": choice_of(Status),
    "company": words(Company.name),
    "country": country,
    "email": plain_text,
    **dict.fromkeys(LABELS, words(Phone.value)),
}
REQUIRED = ("external_id", "name")
SEVERAL = ("email", *LABELS)
DEFAULTS = {"kind": Kind.PERSON, "status": Status.ACTIVE}


def prepare(values, mapping):
    values["sort_name"] = sort_name(values["name"])
    values["source"] = mapping.source
    values["email"] = [email(one) for one in values.get("email") or []]


def write(rows, mapping, summary):
    parts = {row.line: take_apart(row.values) for row in rows}
    find_companies(rows)
    keys, names = [row.key for row in rows], rows[0].values
    merge(
        Customer,
        rows,
        existing(Customer, Customer.external_id, keys, names, Customer.source == mapping.source),
        DEFAULTS,
    )
    write_contacts(rows, {row.line: parts[row.line]["email"] for row in rows}, Email, Email.folded, summary)
    write_contacts(rows, {row.line: parts[row.line]["phones"] for row in rows}, Phone, Phone.value, summary)
    summary.count(rows)


def take_apart(values):
    """Take out of the row what lies in other tables."""
    region = values.pop("country", None)
    phones = [
        {"value": value, "e164": e164(value, region), "label": label}
        for name, label in LABELS.items()
        for value in values.pop(name, None) or []
    ]
    emails = [{"value": value, "folded": folded} for value, folded in values.pop("email")]
    return {"phones": phones, "email": emails}


def find_companies(rows):
    """Put `company_id` in place of `company`, and make the companies that are not there yet."""
    if "company" not in rows[0].values:
        return
    names = sorted({row.values["company"] for row in rows} - {None})
    known = dict(db.session.execute(select(Company.name, Company.id).where(Company.name.in_(names))).all())
    fresh = [name for name in names if name not in known]
    ids = insert_all(Company, [{"name": name, "sort_name": sort_name(name)} for name in fresh])
    known.update(zip(fresh, ids, strict=True))
    for row in rows:
        row.values["company_id"] = known.get(row.values.pop("company"))


def write_contacts(rows, given, model, column, summary):
    """Add the emails or phones that a customer does not have; none is ever taken away."""
    if not any(given.values()):
        return
    ids = [row.id for row in rows]
    there = db.session.execute(select(model.customer_id, column, model.is_primary).where(model.customer_id.in_(ids)))
    has, primary = set(), set()
    for customer_id, value, is_primary in there:
        has.add((customer_id, value))
        primary |= {customer_id} if is_primary else set()
    fresh = []
    for row in rows:
        for record in given[row.line]:
            key = (row.id, record[column.key])
            if key not in has:
                is_primary = row.id not in primary and record.get("label") != "fax"
                primary |= {row.id} if is_primary else set()
                has.add(key)
                row.touch()
                fresh.append({"customer_id": row.id, "is_primary": is_primary, **record})
    insert_all(model, fresh)
    summary.add(model.__tablename__, len(fresh))
