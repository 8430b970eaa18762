"""Invents companies and customers, and how to reach them, as rows of their tables."""

from contacts.access.sealing import Sealed, lookup, place, seal
from contacts.demo.names import COUNTRIES
from contacts.demo.phrases import INDUSTRIES, JOBS, LEGAL_FORMS, SOURCES
from contacts.web.names import fold_for_sorting

CUSTOMERS_A_COMPANY = 5

LOOKED_UP = ("tax_id", "bank_account")


def digits(rng, pattern):
    return "".join(str(rng.randrange(10)) if sign == "#" else sign for sign in pattern)


def company(rng, id):
    country = rng.choice(COUNTRIES)
    name = f"{rng.choice(country.family)} {rng.choice(LEGAL_FORMS)}"
    return {
        "id": id,
        "name": name,
        "sort_name": fold_for_sorting(name),
        "website": f"https://company{id}.example.com",
        "phone": digits(rng, country.phone),
        "industry": rng.choice(INDUSTRIES),
    }


def customer(rng, id, companies, owners, came):
    """A row of customers and its country; every column is there in every row, as a bulk insert needs."""
    country = rng.choice(COUNTRIES)
    given, family = rng.choice(country.given), rng.choice(country.family)
    name = f"{family} {given}" if country.family_first else f"{given} {family}"
    uid = Sealed.new_uid()  # never from the seed: nobody may guess it, and two loads must not meet
    works = rng.random() < 0.6
    row = {
        "id": id,
        "uid": uid,
        "kind": "person",
        "name": name,
        "sort_name": fold_for_sorting(name),
        "given_name": given,
        "family_name": family,
        "company_id": rng.choice(companies) if works and companies else None,
        "job_title": rng.choice(JOBS) if works else None,
        "status": rng.choices(("lead", "active", "inactive"), (20, 65, 15))[0],
        "owner_id": rng.choice(owners),
        "language": country.language,
        "time_zone": country.time_zone,
        "source": rng.choice(SOURCES),
        "created_at": came,
        "updated_at": came,
        **sealed_fields(rng, uid),
    }
    return row, country


def sealed_fields(rng, uid):
    """One customer in ten trusts the team with what has to be sealed."""
    plain = {"birth_date": None, "tax_id": None, "bank_account": None, "credit_limit": None}
    if rng.random() < 0.1:
        plain = {
            "birth_date": f"{rng.randrange(1945, 2004)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
            "tax_id": digits(rng, "DE#########"),
            "bank_account": digits(rng, "DE####################"),
            "credit_limit": f"{rng.randrange(5, 200) * 10000} EUR",
        }
    sealed = {name: value and seal(value, place("customers", name, uid)) for name, value in plain.items()}
    found_by = {f"{name}_lookup": plain[name] and lookup(plain[name], "customers", name) for name in LOOKED_UP}
    return sealed | found_by


def emails(rng, customer, country):
    letters = country.letters or ".".join(fold_for_sorting(customer[part]) for part in ("given_name", "family_name"))
    letters = "".join(sign for sign in letters if sign.isascii() and (sign.isalnum() or sign == "."))
    for at, label in enumerate(("work", "private")[: 1 + (rng.random() < 0.3)]):
        value = f"{letters.strip('.')}{customer['id']}@{label}.example.com"
        yield {
            "customer_id": customer["id"],
            "value": value,
            "folded": value,
            "label": label,
            "is_primary": at == 0,
        }


def phones(rng, customer, country):
    for at, label in enumerate(("mobile", "work")[: 1 + (rng.random() < 0.3)]):
        number = digits(rng, country.phone)
        yield {
            "customer_id": customer["id"],
            "value": number,
            "e164": number,
            "label": label,
            "is_primary": at == 0,
        }


def addresses(rng, customer, country):
    for kind in ("billing", "shipping")[: 1 + (rng.random() < 0.4)]:
        street, number = rng.choice(country.streets), rng.randrange(1, 180)
        yield {
            "customer_id": customer["id"],
            "kind": kind,
            "is_default": True,
            "line1": f"{number} {street}" if country.street_first else f"{street} {number}",
            "city": rng.choice(country.towns),
            "postal_code": digits(rng, country.postal),
            "country": country.code,
        }
