"""A writer of its own: `python count_up.py CUSTOMER TIMES` reads a number from the notes and writes the next one."""

import sys

from contacts import create_app
from contacts.access import SYSTEM, acting_as
from contacts.customers.models import Customer
from contacts.db import db
from contacts.history import begin
from contacts.web.unit import commit

app = create_app()
customer, times = map(int, sys.argv[1:])
with app.app_context():
    for _ in range(times):
        with acting_as(SYSTEM):
            record = db.session.get(Customer, customer)
            begin("customers.edit", "Counted up", record)
            record.notes = str(int(record.notes or 0) + 1)
            commit()
