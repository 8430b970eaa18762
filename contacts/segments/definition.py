"""What a segment means: groups of conditions, kept as JSON, checked before anything is asked of the database.

{"match": "all", "parts": [
    {"field": "customers.status", "asks": "any_of", "value": ["active"]},
    {"match": "none", "parts": [{"field": "communications.last", "asks": "within", "value": 90}]}]}
"""

import json
from enum import StrEnum
from typing import NamedTuple

from contacts.segments.fields import offered
from contacts.segments.questions import MOST_VALUES, QUESTIONS, Kind
from contacts.web.words import _

DEEPEST, MOST_CONDITIONS, LONGEST = 2, 50, 20_000  # as deep as people can read; segments ask about segments


class Match(StrEnum):
    ALL = "all"
    ANY = "any"
    NONE = "none"


class Condition(NamedTuple):
    """`field.asks(value)`: names as `fields.FIELDS` and `questions.QUESTIONS` have them."""

    field: str
    asks: str
    value: object = None


class Group(NamedTuple):
    match: str
    parts: tuple


class NotUnderstood(ValueError):
    """Why this is no definition, in one sentence."""


def conditions_in(group):
    """Every condition, in the order in which it is read."""
    for part in group.parts:
        yield from conditions_in(part) if isinstance(part, Group) else (part,)


def written(group):
    """The JSON text of a definition."""
    return json.dumps(plain(group), ensure_ascii=False, separators=(",", ":"))


def plain(part):
    if isinstance(part, Group):
        return {"match": part.match, "parts": [plain(one) for one in part.parts]}
    return {name: value for name, value in part._asdict().items() if value is not None}


def fields_asked(text):
    """The names of the fields that a kept definition asks about, whether or not its values still mean something."""
    try:
        return set(names_in(json.loads(text)))
    except (ValueError, RecursionError):
        return set()


def names_in(said):
    if isinstance(said, dict):
        yield from [said["field"]] if isinstance(said.get("field"), str) else []
        for part in said["parts"] if isinstance(said.get("parts"), list) else ():
            yield from names_in(part)


def read(text, fields):
    """The definition that JSON text says. `fields`: those that may be asked about. Raises NotUnderstood."""
    try:
        said = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        said = None
    group = read_group(said, fields, DEEPEST)
    if len(list(conditions_in(group))) > MOST_CONDITIONS:
        raise NotUnderstood(_("Use at most %(most)d conditions.", most=MOST_CONDITIONS))
    return group


def read_group(said, fields, depth):
    is_group = isinstance(said, dict) and set(said) == {"match", "parts"} and isinstance(said["parts"], list)
    if not is_group or said["match"] not in list(Match):
        raise NotUnderstood(_("This segment cannot be read."))
    if not said["parts"] or depth == 0:
        raise NotUnderstood(_("A group needs at least one condition, and groups lie in no other groups."))
    return Group(said["match"], tuple(read_part(part, fields, depth - 1) for part in said["parts"]))


def read_part(said, fields, depth):
    if isinstance(said, dict) and "match" in said:
        return read_group(said, fields, depth)
    if not isinstance(said, dict) or not {"field", "asks"} <= set(said) <= {"field", "asks", "value"}:
        raise NotUnderstood(_("This segment cannot be read."))
    return checked(fields, said["field"], said["asks"], said.get("value"))


def checked(fields, name, asks, value):
    """A condition whose value is what its question can take. Raises NotUnderstood."""
    field = fields.get(name) if isinstance(name, str) else None
    if field is None:
        raise NotUnderstood(_("This segment asks about a field that your role does not read."))
    question = QUESTIONS[field.kind].get(asks) if isinstance(asks, str) else None
    if question is None:
        raise NotUnderstood(_("“%(field)s” cannot be asked this.", field=field.label))
    try:
        return Condition(name, asks, value_of(field, question, value))
    except ValueError as problem:
        raise NotUnderstood(f"{field.label}: {problem}") from None


def value_of(field, question, value):
    """The value as it is kept: none, one, or of a choice a list. ValueError with a sentence."""
    if question.read is None:
        return None
    if field.kind != Kind.CHOICE:
        return question.read(str(value) if isinstance(value, str | int) and not isinstance(value, bool) else "")
    known = {one for one, _label in offered(field)}
    chosen = value if isinstance(value, list) else []
    if not chosen or len(chosen) > MOST_VALUES or not all(isinstance(one, str) and one in known for one in chosen):
        raise ValueError(_("Choose at least one of what is offered."))
    return list(dict.fromkeys(chosen))
