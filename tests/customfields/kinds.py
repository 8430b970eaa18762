"""How records of each kind are made, read, changed and deleted by their own pages, with fields that were added."""

import itertools
from dataclasses import dataclass, field

from sqlalchemy import select

from contacts.access import FieldRule, Role, unrestricted

numbers = itertools.count(1)


@dataclass(frozen=True)
class Kind:
    """`at` is the address of the records, `typed` what each of them needs, `listed` the address of their list."""

    at: str
    typed: dict = field(default_factory=dict)
    listed: str = ""
    unique: str = ""  # what no two records may have the same
    searched: bool = False  # whether the search of everything shows records of this kind

    def make(self, client, **more):
        """The address of a new record, which is called otherwise than all before it."""
        answer = client.post(self.at, data={**self.typed, **self.another(), **more})
        assert answer.status_code == 303, answer.text
        return answer.location

    def another(self):
        """What no two records may have the same."""
        return {self.unique: f"{self.typed[self.unique]} {next(numbers)}"} if self.unique else {}

    def shown(self, client, url):
        """The page that shows the record."""
        return client.get(url).text

    def form(self, client, url=None):
        return client.get(f"{url}/edit" if url else f"{self.at}/new").text

    def change(self, client, url, **more):
        return client.post(url, data={**self.typed, **self.another(), **more})

    def delete(self, client, url):
        return client.post(f"{url}/delete")


KINDS = {
    "companies": Kind("/companies", {"name": "Analytical Engines"}, "/companies", "name", searched=True),
}


def set_level(app, table, column, level, role="sales rep"):
    with app.app_context(), unrestricted("a test changes the matrix", writes=True) as session:
        id = session.scalar(select(Role.id).where(Role.name == role))
        rule = {"role_id": id, "table_name": table, "column_name": column}
        row = session.scalar(select(FieldRule).filter_by(**rule))
        if row is None:
            session.add(FieldRule(**rule, level=level))
        else:
            row.level = level
