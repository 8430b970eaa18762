"""One of several processes that write sealed values while the keys change: prints the last value that it saved."""

import sys

from contacts import create_app
from contacts.access import SYSTEM, acting_as
from contacts.customers.actions import edit_customer
from contacts.customers.queries import get_customer
from contacts.web.unit import commit

customer_id, times = map(int, sys.argv[1:])
app = create_app()
with app.app_context():
    for number in range(times):
        with acting_as(SYSTEM):
            edit_customer(get_customer(customer_id), {"tax_id": f"DE-{customer_id}-{number}"})
            commit()
print(f"DE-{customer_id}-{times - 1}")
