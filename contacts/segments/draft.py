"""Groups of conditions while somebody builds them: what was chosen and typed, right or not yet."""

import re
from dataclasses import dataclass, field, replace

from contacts.segments.definition import Group, Match, NotUnderstood, checked
from contacts.segments.fields import allowed_fields
from contacts.segments.questions import QUESTIONS, Kind
from contacts.web.words import _

MOST_GROUPS, MOST_ROWS = 10, 20
ROW = re.compile(r"(\d{1,2})-(\d{1,2})-field")
DEED = re.compile(r"(add|drop)-(\d{1,2})(?:-(\d{1,2}))?")


@dataclass(frozen=True)
class Row:
    """One condition as a form has it. `values`: what was typed or chosen; `problem`: why it does not do."""

    field: str = ""
    asks: str = ""
    values: tuple = ()
    problem: str = ""

    @property
    def known(self):
        return allowed_fields().get(self.field)

    @property
    def questions(self):
        """`{name: Question}` of what its field can be asked."""
        return QUESTIONS[self.known.kind] if self.known else {}

    @property
    def question(self):
        """The one to show: the chosen one, else the first."""
        return self.asks if self.asks in self.questions else next(iter(self.questions), "")

    def settled(self):
        """Another field may not know the question before, and its value is another."""
        return self if self.asks in self.questions else replace(self, asks=self.question, values=())

    @property
    def takes_value(self):
        return bool(self.known) and self.questions[self.question].read is not None

    @property
    def value(self):
        """As a definition has it."""
        if self.known and self.known.kind == Kind.CHOICE:
            return list(self.values)
        return self.values[0] if self.values else ""


@dataclass(frozen=True)
class Rows:
    match: str = Match.ALL
    rows: tuple = (Row(),)


@dataclass(frozen=True)
class Draft:
    match: str = Match.ALL
    groups: tuple = field(default_factory=lambda: (Rows(),))

    def checked(self):
        """`(draft with what is wrong said at its rows, the definition or None)`; empty rows are left out."""
        groups = tuple(replace(one, rows=tuple(map(with_problem, one.rows))) for one in self.groups)
        parts = [Group(one.match, tuple(map(condition_of, asked(one)))) for one in self.groups if asked(one)]
        wrong = any(row.problem for one in groups for row in one.rows) or not self.matches_are_known
        return replace(self, groups=groups), Group(self.match, tuple(parts)) if parts and not wrong else None

    @property
    def matches_are_known(self):
        return {self.match, *(one.match for one in self.groups)} <= set(Match)

    def settled(self):
        groups = tuple(replace(one, rows=tuple(row.settled() for row in one.rows)) for one in self.groups)
        return replace(self, groups=groups)

    def sent(self, prefix):
        """`[(name, value)]` as its controls send it."""
        yield f"{prefix}-match", self.match
        for at, one in enumerate(self.groups):
            yield f"{prefix}-{at}-match", one.match
            for number, row in enumerate(one.rows):
                yield f"{prefix}-{at}-{number}-field", row.field
                yield f"{prefix}-{at}-{number}-asks", row.asks
                yield from ((f"{prefix}-{at}-{number}-value", value) for value in row.values)

    def after(self, deed):
        """With a group or a condition more or less, as a button said: "group", "add-0", "drop-0", "drop-0-2"."""
        if deed == "group" and len(self.groups) < MOST_GROUPS:
            return replace(self, groups=(*self.groups, Rows()))
        found = DEED.fullmatch(deed)
        if not found or int(found[2]) >= len(self.groups):
            return self
        at, groups = int(found[2]), list(self.groups)
        changed = changed_rows(groups[at], found[1], found[3])
        groups[at : at + 1] = [changed] if changed else []
        return replace(self, groups=tuple(groups) or (Rows(),))


def changed_rows(one, deed, number):
    """The group with a row more, or without one; None when the group itself goes."""
    if deed == "add":
        return replace(one, rows=(*one.rows, Row())[:MOST_ROWS])
    kept = tuple(row for at, row in enumerate(one.rows) if number is not None and at != int(number))
    return replace(one, rows=kept) if kept else None


def asked(one):
    return [row for row in one.rows if row.field and not with_problem(row).problem]


def condition_of(row):
    return checked(allowed_fields(), row.field, row.asks or row.question, row.value)


def with_problem(row):
    if not row.field:
        return row
    try:
        condition_of(row)
    except NotUnderstood as problem:
        said = str(problem)
        return replace(row, problem=said.removeprefix(f"{row.known.label}: ") if row.known else said)
    return row


def read_draft(form, prefix):
    """What was posted; names that no form of ours sends are left out."""
    numbers = [ROW.fullmatch(name.removeprefix(f"{prefix}-")) for name in form if name.startswith(f"{prefix}-")]
    places = sorted({(int(found[1]), int(found[2])) for found in numbers if found})
    groups = []
    for at in sorted({at for at, _number in places})[:MOST_GROUPS]:
        rows = [row_in(form, f"{prefix}-{at}-{number}") for one, number in places if one == at][:MOST_ROWS]
        groups.append(Rows(match_in(form, f"{prefix}-{at}-match"), tuple(rows)))
    return Draft(match_in(form, f"{prefix}-match"), tuple(groups) or (Rows(),))


def match_in(form, name):
    return form.get(name, Match.ALL)


def row_in(form, name):
    return Row(form.get(f"{name}-field", ""), form.get(f"{name}-asks", ""), tuple(form.getlist(f"{name}-value")))


def draft_of(group):
    """A kept definition as the form shows it; conditions that lie outside of groups come into one of their own."""
    alone = tuple(part for part in group.parts if not isinstance(part, Group))
    groups = [Rows(part.match, tuple(map(row_of, part.parts))) for part in group.parts if isinstance(part, Group)]
    if alone:
        groups.insert(0, Rows(Match.ALL if group.match == Match.ALL else Match.ANY, tuple(map(row_of, alone))))
    return Draft(group.match, tuple(groups))


def row_of(condition):
    value = condition.value
    values = value if isinstance(value, list) else [] if value is None else [str(value)]
    return Row(condition.field, condition.asks, tuple(values))


MATCHES = [
    (Match.ALL, _("all of these hold")),
    (Match.ANY, _("any of these holds")),
    (Match.NONE, _("none of these holds")),
]
