"""Customers, matched by their key in the source, with their company, emails and phones."""

from sqlalchemy import select

from contacts.customers.models import Company, Customer, Email, Kind, Phone, Status
from contacts.db import db
from contacts.exchange.added import take_added, write_added
from contacts.exchange.rows import existing, insert_all, merge
from contacts.exchange.values import choice_of, country, days, plain_text, sort_name, words
from contacts.web.reach import NotReachable, read_email, read_phone

KEY, ADDED = "external_id", "customers"  # the table whose records have fields that people added
PLAIN = ("external_id", "name", "given_name", "family_name", "job_title", "language", "time_zone", "notes")
LABELS = {"phone": None, "mobile": "mobile", "fax": "fax"}
FIELDS = {
    **{name: words(getattr(Customer, name)) for name in PLAIN},
    "kind": choice_of(Kind),
    "status": choice_of(Status),
    "touch_every_days": days,
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
    values["emails"] = [email_of(one) for one in values.pop("email", None) or []]
    region = values.pop("country", None)
    labelled = [(label, one) for name, label in LABELS.items() for one in values.pop(name, None) or []]
    values["phones"] = [phone_of(one, region, label) for label, one in labelled]


def email_of(text):
    value, folded = told(read_email, "an email address", text)
    return {"value": value, "folded": folded}


def phone_of(text, region, label):
    value, e164 = told(read_phone, "a phone number", text, region)
    return {"value": value, "e164": e164, "label": label}


def told(read, what, text, *more):
    """What `read` makes of the text; a file's own sentence says which text it was."""
    try:
        return read(text, *more)
    except NotReachable as error:
        raise ValueError(f"“{text}” is not {what}: {error}".rstrip(".")) from None


def write(rows, mapping, summary):
    added = take_added(ADDED, rows)
    emails, phones = ({row.line: row.values.pop(name) for row in rows} for name in ("emails", "phones"))
    find_companies(rows)
    keys, names = [row.key for row in rows], rows[0].values
    merge(
        Customer,
        rows,
        existing(Customer, Customer.external_id, keys, names, Customer.source == mapping.source),
        DEFAULTS,
    )
    write_contacts(rows, emails, Email, Email.folded, summary)
    write_contacts(rows, phones, Phone, Phone.value, summary)
    write_added(ADDED, rows, added, summary)
    summary.count(rows)


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
