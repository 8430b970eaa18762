"""The one function by which rows are found by words: the same question on SQLite and on Postgres.

What was typed goes into a parameter, folded and quoted: the languages of FTS5 and of tsquery are never passed through.
"""

from flask import current_app
from sqlalchemy import String, bindparam, cast, column, literal, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from contacts.access import current_actor
from contacts.access.rights import part_of
from contacts.fulltext.classes import Kind, classes

FEWEST_PARTS = 3  # signs in a row that an index of parts can find


def open_classes():
    """`{name: Class}` that the acting role may ask."""
    shut = current_actor().rights.unsearchable
    return {name: one for name, one in classes().items() if name not in shut}


def open_of(name):
    """The class of this name, and those of the fields that people added to its records, as far as they are open."""
    table = classes()[name].table
    return [one for one in open_classes().values() if one.name == name or part_of(one.table) == table]


def open_parts(table):
    """The classes of the fields that people added to the records of a table, as far as they are open."""
    return [one for one in open_classes().values() if part_of(one.table) == table]


def is_sqlite():
    return current_app.config["DATABASE"].get_backend_name() == "sqlite"


def by_words(one, terms, way="prefix"):
    """The ids of the rows of a class that have all these terms, or None when it has no words.

    `way`: "exact" takes whole words, "prefix" lets the last one of a term go on, "start" wants all of it first.
    """
    if not one.has_words or not can_be(terms, way):
        return None
    asked = bound(terms, way, spelled(terms, way))
    if is_sqlite():
        return from_fts5(one.index, asked)
    index = table(one.index, column("id"), column("words"), column("vector"))
    found = select(index.c.id).where(index.c.vector.bool_op("@@")(cast(asked, TSQUERY)))
    return found.where(index.c.words.like(bound(terms, "begins", begins(terms)))) if way == "start" else found


def can_be(terms, way):
    return all(term.pieces for term in terms) and not (way == "start" and terms[-1].exact)


def bound(terms, way, words):
    """The parameter that the words go into; named after the slots of the terms, where they have some."""
    name = name_of(terms, way)
    return bindparam(name, words, String) if terms[0].slot else literal(words, String)


def name_of(terms, way):
    return f"{way}_{'_'.join(term.slot for term in terms)}"


def spelled(terms, way):
    """The question in the language of FTS5 or of tsquery."""
    if is_sqlite():
        if way == "start":
            return f"^ {quoted([piece for term in terms for piece in term.pieces])} *"
        return " AND ".join(f"{quoted(term.pieces)}{' *' if goes_on(term, way) else ''}" for term in terms)
    return " & ".join(f"({spelled_postgres(term, way)})" for term in terms)


def goes_on(term, way):
    return not term.exact and way != "exact"


def quoted(pieces):
    return f'"{" ".join(pieces)}"'


def spelled_postgres(term, way):
    words = " <-> ".join(f"'{piece}'" for piece in term.pieces)
    return f"{words}:*" if goes_on(term, way) else words


def begins(terms):
    return f"{' '.join(piece for term in terms for piece in term.pieces)}%"


def from_fts5(name, asked):
    index = table(name, column("rowid"), column(name))
    return select(index.c.rowid.label("id")).where(index.c[name].bool_op("MATCH")(asked))


def by_any(one, terms):
    """By words, and where it is one term by any part of it: statements of ids, as far as the class can be asked so."""
    ways = by_words(one, terms), by_part(one, terms[0]) if len(terms) == 1 else None
    return [way for way in ways if way is not None]


def by_initials(one, term):
    """The ids of the names whose words begin with these letters: "ab" finds Ada Byron."""
    if one.kind is not Kind.NAME or term.digits or len(term.pieces) != 1 or not 2 <= len(term.plain) <= 5:
        return None
    return by_words(one, (initials(term),), "exact")


def initials(term):
    return term._replace(pieces=(f"={term.plain}",), exact=True, slot=f"{term.slot}i" if term.slot else "")


def by_part(one, term):
    """The ids of the rows of a class that have this term anywhere, or None when that cannot be asked."""
    way, asked = ("digits", term.digits) if one.kind is Kind.NUMBER else ("part", term.plain)
    if not one.has_parts or term.exact or term.is_unspaced or len(asked) < FEWEST_PARTS:
        return None
    parameter = bound((term,), way, part(asked))
    if is_sqlite():
        return from_fts5(one.parts, parameter)
    index = table(one.index, column("id"), column("words"))
    return select(index.c.id).where(index.c.words.like(parameter))


def part(asked):
    return quoted([asked]) if is_sqlite() else f"%{asked}%"


def values_of(asked):
    """`{name: words}` of every parameter that a statement made for a question of this shape may have."""
    found = {}
    for terms in {asked.terms, *((term,) for term in asked.terms)}:
        for way in ("exact", "prefix", "start"):
            if can_be(terms, way):
                found[name_of(terms, way)] = spelled(terms, way)
        found[name_of(terms, "begins")] = begins(terms)
    for term in asked.terms:
        found |= {name_of((term,), "part"): part(term.plain), name_of((term,), "digits"): part(term.digits)}
        found[name_of((initials(term),), "exact")] = spelled((initials(term),), "exact")
    return found
