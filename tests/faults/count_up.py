"""A writer of its own: `python count_up.py CUSTOMER TIMES` reads a number from the notes and writes the next one.

When somebody else wrote in between it is told so, says "conflict" and begins again, as a person would.
"""

import sys

from sqlalchemy.orm.exc import StaleDataError

from contacts import create_app
from contacts.access import SYSTEM, acting_as
from contacts.customers.models import Customer
from contacts.db import db
from contacts.history import begin
from contacts.web.unit import commit


def count_up(customer):
    with acting_as(SYSTEM):
        record = db.session.get(Customer, customer)
        begin("customers.edit", "Counted up", record)
        record.notes = str(int(record.notes or 0) + 1)
        commit()


app = create_app()
customer, times = map(int, sys.argv[1:])
with app.app_context():
    while times:
        try:
            count_up(customer)
            times -= 1
        except StaleDataError:
            db.session.rollback()
            print("conflict")
