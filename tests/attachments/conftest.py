"""What the tests of this room start with."""

import pytest

from tests.factories import make_customer, writing


@pytest.fixture
def path(app):
    with writing():
        return f"/customers/{make_customer().id}/attachments"
