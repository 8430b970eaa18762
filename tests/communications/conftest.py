"""What the tests of this room start with."""

import pytest

from contacts.communications.models import Ticket
from tests.communications.talking import OPEN, kept
from tests.factories import make_customer, writing


@pytest.fixture
def customer(app):
    with writing():
        return f"/customers/{make_customer().id}"


@pytest.fixture
def ticket(sign_in, customer):
    """The URL of a ticket that a sales rep opened, `ticket.client`."""

    class Url(str):
        client = sign_in("sales rep")

    Url.client.post(f"{customer}/communications", data=OPEN)
    return Url(f"{customer}/tickets/{kept(Ticket)[0].id}")


@pytest.fixture
def path(app):
    with writing():
        return f"/customers/{make_customer().id}/communications"
