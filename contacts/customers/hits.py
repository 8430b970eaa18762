"""Which customers fit the words, the best first.

A word may stand in the name, the company, an email, a number, a city, an order, a conversation: in every class of
the index that the role may ask and whose rows belong to a customer. All words must stand somewhere. The rank is small
for a good hit: 0 to 2 for words that are all in the name (whole, at its beginning, as beginnings of words).
"""

from sqlalchemy import and_, func, literal, or_, select, union_all

from contacts.access import current_actor, may, sees
from contacts.access.policy import KINDS
from contacts.access.rights import part_of
from contacts.access.sealing import lookups
from contacts.customers.models import Customer
from contacts.db import Base
from contacts.fulltext import matching
from contacts.fulltext.classes import Kind

ENOUGH = 200  # that are put in order; whoever wants more of them sorts by something else
COMMON = 20_000  # rows of one class with a word that others stand beside: then it says little
NEWEST = 1_000  # texts that hold a word
WAYS = ("exact", "start", "prefix")
KEPT, MOST_KEPT = {}, 500  # statements
BEYOND_NAMES, EXACT, PREFIX, INITIALS, PART, TEXT = 10, 0, 1, 2, 3, 4


def best(asked, conditions=(), everywhere=True, limit=ENOUGH):
    """A subquery of (id, rank) of customers that fit and of whom `conditions` hold, at most `limit` (None: all).

    Without `everywhere` only those found by their names: that costs little however common the words are.
    """
    conditions = (*conditions, *map(has_letter, asked.letters))
    arms = [*by_name(asked, conditions, limit)] if limit or not asked.terms else []
    if everywhere and asked.terms:
        arms += [by_anything(asked, conditions, limit), *sealed(asked, conditions)]
    found = union_all(*arms or [nobody()]).subquery()
    rank = func.min(found.c.rank).label("rank")
    ranked = select(found.c.id, rank).group_by(found.c.id)
    return (ranked.order_by(rank, found.c.id).limit(limit) if limit else ranked).subquery("hits")


def kept_best(asked, everywhere):
    """The same without conditions, and its parameters: made once for each shape of a question that somebody asks.

    To put together a statement of so many arms takes longer than to run it.
    """
    if asked.letters or any(sign.isdigit() for sign in asked.typed):
        return best(asked, everywhere=everywhere), {}
    shape = (current_actor(), matching.is_sqlite(), asked.shape, everywhere)
    if shape not in KEPT:
        if len(KEPT) >= MOST_KEPT:
            KEPT.clear()
        KEPT[shape] = best(asked, everywhere=everywhere)
    return KEPT[shape], matching.values_of(asked)


def nobody():
    return select(Customer.id, literal(0).label("rank")).where(Customer.id.is_(None))


def by_name(asked, conditions, limit):
    """Arms of the ranks 0 to 2. Names that begin with a letter are found by their order."""
    names = matching.open_classes().get("names")
    if names is None:
        return
    if not asked.terms and asked.letters:
        within = first_letter(asked.letters[0])
        arm = select(Customer.id, literal(0).label("rank")).where(within, *conditions)
        yield limited(arm, (Customer.sort_name, Customer.id), limit)
    for rank, way in enumerate(WAYS):
        ids = matching.by_words(names, asked.terms, way) if asked.terms else None
        if ids is None:
            continue
        found = ids.subquery()
        arm = select(found.c.id, literal(rank).label("rank")).join(Customer, Customer.id == found.c.id)
        yield limited(arm.where(*conditions), (found.c.id,), limit)


def limited(statement, order, limit):
    """SQLite takes a limit inside a UNION only in parentheses of its own."""
    return select(statement.order_by(*order).limit(limit).subquery()) if limit else statement


def first_letter(letter):
    return and_(Customer.sort_name >= letter, Customer.sort_name < chr(ord(letter) + 1))


def has_letter(letter):
    """A word of the name begins with it."""
    return or_(Customer.sort_name.startswith(letter), Customer.sort_name.contains(f" {letter}"))


def by_anything(asked, conditions, limit):
    """The arm of customers with every term somewhere, whatever it is that each term stands in."""
    alone = limit and len(asked.terms) == 1 and not conditions and reads_all()
    most = limit if alone else COMMON if limit else None
    first, *others = [somewhere(term, most) for term in asked.terms]
    rank = sum((other.c.rank for other in others), first.c.rank + BEYOND_NAMES)
    arm = select(first.c.id, rank.label("rank")).join(Customer, Customer.id == first.c.id)
    for other in others:
        arm = arm.join(other, other.c.id == first.c.id)
    return limited(arm.where(*conditions), (rank, first.c.id), limit)


def reads_all():
    """No records are out of the reader's reach, so that of as many as are wanted none is left out afterwards."""
    return all(may("read", kind) in ("all", None) for kind in KINDS)


def somewhere(term, most):
    """(id, rank) of the customers that have the term in one class or another."""
    arms = [
        select(owners.c.id, literal(rank).label("rank"))
        for one in matching.open_classes().values()
        for rank, ids in found_in(one, term, most)
        if (owners := owners_of(one, ids)) is not None
    ]
    found = union_all(*arms or [nobody()]).subquery()
    return select(found.c.id, func.min(found.c.rank).label("rank")).group_by(found.c.id).subquery()


def found_in(one, term, most):
    """(rank, statement of row ids) of each way in which a class may have the term."""
    if one.kind is Kind.LONG:
        ways = [(TEXT, matching.by_words(one, (term,)))]
        most, newest = NEWEST, True
    else:
        whole = ("exact", EXACT), ("prefix", PREFIX)
        ways = [(rank, matching.by_words(one, (term,), way)) for way, rank in whole]
        ways += [(INITIALS, matching.by_initials(one, term)), (PART, matching.by_part(one, term))]
        newest = False
    for rank, ids in ways:
        if ids is not None:
            id = ids.selected_columns[0]
            yield rank, ids.order_by(id.desc() if newest else id).limit(most) if most else ids


def owners_of(one, ids):
    """The customers of the rows of a class, as a subquery of `id`; None when the role may not know them."""
    path, rows, table = owner_path(one), ids.subquery(), table_found(one)
    if path is None:
        return None
    if table == "customers":
        return rows
    owner, joined = path
    found = select(owner.label("id")).where(model_of(table).id.in_(select(rows.c.id)))
    return joined(found).subquery()


def owner_path(one):
    """The column that says whose a row of this class is, and what joins its table; None when that may not be known."""
    table, model = table_found(one), model_of(table_found(one))
    if model is Customer:
        return Customer.id, lambda statement: statement
    if table == "companies":
        known = sees("customers.company_id")
        return (Customer.id, joining(Customer.company_id == model.id)) if known else None
    if hasattr(model, "customer_id"):
        return (model.customer_id, lambda statement: statement) if sees(f"{table}.customer_id") else None
    if (parent := parent_of(model)) is None:
        return None
    rows, key = parent
    known = sees(f"{table}.{key.key}") and sees(f"{rows.__tablename__}.customer_id")
    return (rows.customer_id, joining(rows.id == key)) if known else None


def table_found(one):
    """The table whose rows are found: further fields of a record have the keys of what they are part of."""
    return part_of(one.table) or one.table


def joining(condition):
    return lambda statement: statement.where(condition)


def model_of(table):
    return next(m.class_ for m in Base.registry.mappers if m.local_table.name == table)


def parent_of(model):
    """The model of a customer's rows that rows of this one are lines of, and the key that says so."""
    for column in model.__table__.columns:
        for key in column.foreign_keys:
            if "customer_id" in key.column.table.columns and key.ondelete == "CASCADE":
                return model_of(key.column.table.name), getattr(model, column.key)
    return None


def sealed(asked, conditions):
    """All that was typed is a tax number or a bank account that the role may read: found by its keyed hash."""
    kept = {"tax_id": Customer.tax_id_lookup, "bank_account": Customer.bank_account_lookup}
    for name, column in kept.items():
        if any(sign.isdigit() for sign in asked.typed) and sees(f"customers.{name}"):
            keyed = column.in_(lookups(asked.typed, "customers", name))
            yield select(Customer.id, literal(0).label("rank")).where(keyed, *conditions)
