"""Typos: the words that stand in names, companies and places and are close to what was typed, when nothing has that."""

from sqlalchemy import String, cast, column, func, literal, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from contacts.db import db
from contacts.fulltext import matching

SHORTEST, MOST_WORDS = 4, 5_000  # letters that a typo may be in; words that are compared
CLASSES = ("names", "companies", "places")


def corrected(asked):
    """The question with each unknown word replaced by the closest known one; None when there is nothing close."""
    if not asked.terms or any(term.exact or term.digits for term in asked.terms):
        return None
    terms = [closest(term) for term in asked.terms]
    if None in terms or terms == list(asked.terms):
        return None
    return asked._replace(terms=tuple(terms))


def closest(term):
    """The term itself when something has it, else the closest word, or None."""
    classes = [one for name, one in matching.open_classes().items() if name in CLASSES]
    if any(is_known(one, term) for one in classes):
        return term
    if len(term.pieces) != 1 or len(term.plain) < SHORTEST:
        return None
    near = [
        (distance, -often, word)
        for one in classes
        for word, often in words_like(one, term.plain)
        if (distance := steps(term.plain, word, allowed_steps(term.plain))) is not None
    ]
    if not near:
        return None
    word = min(near)[-1]
    return term._replace(typed=word, pieces=(word,))


def is_known(one, term):
    return db.session.execute(matching.by_words(one, (term,)).limit(1)).first() is not None


def allowed_steps(word):
    return 1 if len(word) < 8 else 2


def words_like(one, word):
    """`[(word of the index, how many rows have it)]` that could be meant."""
    if matching.is_sqlite():
        terms = table(f"{one.index}_terms", column("term"), column("doc"))
        begins = [terms.c.term.between(sign, sign + "\U0010ffff") for sign in dict.fromkeys(word[:2])]
        wanted = select(terms.c.term, terms.c.doc).where(begins[0] if len(begins) == 1 else begins[0] | begins[1])
        near = func.length(terms.c.term).between(len(word) - 2, len(word) + 2)
        return db.session.execute(wanted.where(near).limit(MOST_WORDS)).all()
    return similar_postgres(one, word)


def similar_postgres(one, word):
    """The words of rows that pg_trgm finds similar, where it is there, or that have letters swapped, or one less."""
    if not has_parts():
        return []
    index = table(one.index, column("words"), column("vector"))
    slips = cast(literal(" | ".join(f"'{slip}'" for slip in slips_of(word)), String), TSQUERY)
    similar = literal(word, String).bool_op("<%")(index.c.words)
    rows = select(index.c.words).where(or_(similar, index.c.vector.bool_op("@@")(slips)))
    parts = func.regexp_split_to_table(rows.limit(MOST_WORDS).subquery().c.words, " ").label("word")
    split = select(parts).subquery()
    return db.session.execute(select(split.c.word, func.count()).group_by(split.c.word)).all()


def slips_of(word):
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return sorted(swapped | {word[:at] + word[at + 1 :] for at in range(len(word))})


def has_parts():
    extension = table("pg_extension", column("extname"))
    return db.session.execute(select(extension).where(extension.c.extname == "pg_trgm")).first() is not None


def steps(one, other, most):
    """How many letters have to be changed, added, left out or swapped, or None when more than `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before, row = None, list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for there, with_sign in enumerate(other, 1):
            cost = min(before[there] + 1, row[-1] + 1, before[there - 1] + (sign != with_sign))
            if at > 1 and there > 1 and sign == other[there - 2] and one[at - 2] == with_sign:
                cost = min(cost, earlier[there - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
