"""Puts the invented rows into the database: in bulk, in operations of some thousand customers each."""

import random
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import insert

from contacts.access import elevate
from contacts.addresses.models import Address
from contacts.communications.models import Communication, Ticket
from contacts.customers.models import Company, Customer, Email, Phone
from contacts.db import db
from contacts.db.engines import without_deadline
from contacts.demo import people, shop, talk
from contacts.demo.fields import load_values, make_fields
from contacts.demo.keys import reserve
from contacts.demo.segments import make_segments
from contacts.demo.team import make_catalogue, make_team
from contacts.fulltext.index import filled_at_once
from contacts.history import begin
from contacts.interests.models import Interest
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.tasks.models import Task
from contacts.web.unit import commit

AT_ONCE = 2_000  # customers in memory
AN_OPERATION = 10_000  # customers in one transaction: its ledger is hashed as a whole, in memory
EACH_BOUGHT, EACH_TALKED = 5, 10


def load(customers, seed, today):
    """Invent `customers`; equal numbers, seeds and days give equal rows. Returns (new people's emails, password)."""
    rng, now = random.Random(seed), datetime.combine(today, time(9), UTC)
    elevate("demo data is inserted in bulk with keys of its own")
    added, fields = None, make_fields()
    for start in range(0, customers, AN_OPERATION):
        begin("demo.load", "Loaded demo data")
        without_deadline(db.session.connection())
        team, new = make_team()
        added = added or new
        products, categories = make_catalogue()
        make_segments(team[0])
        with filled_at_once(db.session.connection()):
            for first in range(start, min(start + AN_OPERATION, customers), AT_ONCE):
                count = min(AT_ONCE, start + AN_OPERATION - first, customers - first)
                found = load_chunk(rng, count, now, team, products, categories)
                load_values(random.Random(f"{seed} {first}"), found, fields, now)
        commit()
    return added


def load_chunk(rng, count, now, team, products, categories):
    """The keys of the new customers."""
    found = load_customers(rng, count, now, team)
    load_purchases(rng, found, now.date(), products, categories)
    load_talk(rng, found, now, team)
    return found


def load_customers(rng, count, now, team):
    """The keys of the new customers."""
    companies = reserve(Company.__table__, max(1, count // people.CUSTOMERS_A_COMPANY))
    put(Company, [people.company(rng, id) for id in companies])
    came = [now - timedelta(minutes=rng.randrange(1, 900 * 24 * 60)) for _ in range(count)]
    keys = reserve(Customer.__table__, count)
    made = [people.customer(rng, id, companies, team, at) for id, at in zip(keys, came, strict=True)]
    put(Customer, [row for row, _country in made])
    for model, invent in ((Email, people.emails), (Phone, people.phones), (Address, people.addresses)):
        put(model, [row for customer, country in made for row in invent(rng, customer, country)])
    return keys


def load_purchases(rng, customers, today, products, categories):
    put(Interest, [row for id in customers for row in shop.interests(rng, id, categories)])
    owners = [id for id in customers for _ in range(rng.randrange(0, 2 * EACH_BOUGHT + 1))]
    keys = reserve(Purchase.__table__, len(owners)) if owners else ()
    lines = [list(shop.items(rng, key, products)) for key in keys]
    bought = zip(keys, owners, lines, strict=True)
    put(Purchase, [shop.purchase(rng, key, owner, its, today) for key, owner, its in bought])
    put(PurchaseItem, [line for its in lines for line in its])


def load_talk(rng, customers, now, team):
    troubled = [id for id in customers if rng.random() < 0.3]
    keys = reserve(Ticket.__table__, len(troubled)) if troubled else ()
    tickets = [talk.ticket(rng, key, id, team, now) for key, id in zip(keys, troubled, strict=True)]
    put(Ticket, tickets)
    said = [message for ticket in tickets for message in talk.thread(rng, ticket, team, now)]
    missing = EACH_TALKED * len(customers) - len(said)
    put(Communication, said + [talk.communication(rng, rng.choice(customers), team, now) for _ in range(missing)])
    put(Task, [talk.task(rng, id, team, now) for id in customers if rng.random() < 0.7])


def put(model, rows):
    if rows:
        db.session.connection().execute(insert(model.__table__), rows)
