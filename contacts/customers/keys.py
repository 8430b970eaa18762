"""`key:value` in a search, such as city:bern or no:email: each room says what can be asked of its records.

A key that the role may not ask is as unknown as one that does not exist, to the byte.
"""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import exists, not_, true

from contacts.access import may, sees
from contacts.customers.models import Customer
from contacts.web.words import _


class Key(NamedTuple):
    """What stands before the colon. `values` are offered while somebody types; None from `condition`: no such value."""

    example: str
    condition: Callable  # (value, {key: value} of all that is asked) -> what must hold of a customer, or None
    allowed: Callable  # () -> whether the acting role may ask this
    values: Callable = tuple  # () -> the values to offer


KEYS, THINGS = {}, {}


class NotUnderstood(ValueError):
    """Why a search cannot be done, in one sentence."""


def add_key(name, *parts):
    KEYS[name] = Key(*parts)


def add_thing(name, condition, allowed):
    """Something that customers have or lack: has:email, no:email. `condition()` says that they have it."""
    THINGS[name] = (condition, allowed)


def allowed_keys():
    return {name: key for name, key in KEYS.items() if key.allowed()}


def conditions_of(asked):
    """What the keys of a search ask of customers. Raises NotUnderstood."""
    known, all_of_them = allowed_keys(), dict(asked.keys)
    return [condition_of(known, name, value, all_of_them) for name, value in asked.keys]


def condition_of(known, name, value, all_of_them):
    if name not in known:
        examples = ", ".join(key.example for key in list(known.values())[:3])
        raise NotUnderstood(
            _("There is nothing to search by called “%(key)s”. Try %(examples)s.", key=name, examples=examples)
        )
    if not value:
        return true()  # still being typed
    condition = known[name].condition(value, all_of_them)
    if condition is None:
        words = _("“%(value)s” does not fit “%(key)s:”. Try %(example)s.")
        raise NotUnderstood(words % {"value": value, "key": name, "example": known[name].example})
    return condition


def having(value, _asked):
    known = {name: thing for name, (thing, allowed) in THINGS.items() if allowed()}
    return known[value.casefold()]() if value.casefold() in known else None


def lacking(value, asked):
    condition = having(value, asked)
    return None if condition is None else not_(condition)


def thing_names():
    return [name for name, (_condition, allowed) in THINGS.items() if allowed()]


def add_rows(name, model):
    """`has:` and `no:` for a kind of record that hangs on customers."""
    there = exists().where(model.customer_id == Customer.id)
    add_thing(
        name,
        lambda: there,
        lambda: bool(may("read", model.__kind__)) and sees(f"{model.__tablename__}.customer_id"),
    )


def completions(typed):
    """What the last word of a search may go on to, keys or the values of a key: up to ten whole searches."""
    before, space, last = typed.rpartition(" ")
    key, colon, _start = last.partition(":")
    known = allowed_keys()
    if colon:
        offered = [f"{key}:{spoken(value)}" for value in known[key].values()] if key in known else []
    else:
        offered = [f"{name}:" for name in known] if last else []
    fits = [one for one in offered if one.casefold().startswith(last.casefold()) and one != last]
    return [f"{before}{space}{one}" for one in fits[:10]]


def spoken(value):
    return f'"{value}"' if " " in value else value


add_key("has", "has:phone", having, lambda: True, thing_names)
add_key("no", "no:email", lacking, lambda: True, thing_names)
