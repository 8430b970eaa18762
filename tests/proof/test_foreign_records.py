"""Other people's records are not there: the same bytes as for a key that no row has, wherever one asks."""

import pytest

from contacts.db import Base
from tests.filled import TABLES, pages
from tests.proof.cast import belongs_to_somebody
from tests.proof.walking import ENDING, MISSING, answer_of

SCOPED = ["own records", "team's records"]


@pytest.mark.parametrize("member", SCOPED, indirect=True)
def test_a_foreign_record_is_as_if_it_were_not_there(app, member, ids, taken_back):
    foreign, own = ids["canary"], ids["further"]
    for rows in (foreign, {**foreign, "customers": own["customers"]}):
        for asked, there, nowhere in twice(app, rows, foreign):
            one, other = (answer_of(asked, member.client.open(at, method=asked[0])) for at in (there, nowhere))
            assert one.status == 404, asked
            assert replaced(one, there) == replaced(other, nowhere), asked


def twice(app, rows, foreign):
    """((method, endpoint), address of a row, the same address with a key that no row has)."""
    missing = {table: MISSING if rows[table] == foreign[table] else id for table, id in rows.items()}
    for method in ("GET", "POST"):
        nowhere = pages(app, missing, method)
        for endpoint, there in pages(app, rows, method).items():
            if there != nowhere[endpoint] and endpoint not in ENDING and of_somebody(endpoint, there):
                yield (method, endpoint), there, nowhere[endpoint]


def of_somebody(endpoint, address):
    """Whether the address leads to a record that belongs to somebody, or to what hangs on one."""
    room = endpoint.partition(".")[0]
    table = Base.metadata.tables.get(TABLES.get(endpoint) or TABLES.get(room, room))
    return address.startswith("/customers/") or (table is not None and belongs_to_somebody(table))


def replaced(answer, address):
    return [line.replace(address, "…") for line in answer.told]
