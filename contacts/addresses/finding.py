"""What addresses add to a search."""

from contacts.addresses.models import Address
from contacts.customers.keys import add_key, add_rows
from contacts.customers.own_keys import may_ask, with_words

add_key("city", "city:bern", with_words("places"), may_ask("places", "addresses.customer_id"))
add_rows("address", Address)
