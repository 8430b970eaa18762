"""Why a customer was found, when the name does not say it: the field, and what stands there."""

from sqlalchemy import literal, or_, select, union_all

from contacts.customers.hits import NEWEST, model_of, owner_path
from contacts.db import db
from contacts.fulltext import matching
from contacts.fulltext.classes import Kind
from contacts.fulltext.marking import holds, snippet
from contacts.web.words import _

LABELS = {
    "emails": _("Email"),
    "phones": _("Phone"),
    "places": _("City"),
    "references": _("Number in the source"),
    "orders": _("Purchase"),
    "items": _("Bought"),
    "tickets": _("Ticket"),
    "tasks": _("Task"),
    "talk": _("Conversation"),
}
MOST = 60  # values of a class that are looked at


def reasons_of(ids, asked):
    """`{customer id: (field, snippet)}` of the first value of each that has one of the terms."""
    if not ids or not asked.terms:
        return {}
    arms = [arm for one in matching.open_classes().values() if one.name in LABELS for arm in values_in(one, ids, asked)]
    rows = db.session.execute(select(union_all(*arms).subquery())).all() if arms else []
    order = list(LABELS)
    found = {}
    for row in sorted(rows, key=lambda row: order.index(row.class_name)):
        if row.customer_id not in found and any(holds(row.text, term) for term in asked.terms):
            found[row.customer_id] = LABELS[row.class_name], snippet(row.text, asked)
    return found


def values_in(one, ids, asked):
    """Statements of (customer, class, text) of what these customers have in a class; of long texts what matches."""
    path = owner_path(one)
    if path is None:
        return
    owner, joined = path
    model = model_of(one.table)
    for name in one.columns:
        column = getattr(model, name)
        statement = select(owner.label("customer_id"), literal(one.name).label("class_name"), column.label("text"))
        statement = joined(statement).where(owner.in_(ids), column.is_not(None))
        if one.kind is Kind.LONG:
            statement = statement.where(or_(*(model.id.in_(latest) for latest in with_any(one, asked))))
        yield select(statement.limit(MOST).subquery())


def with_any(one, asked):
    for term in asked.terms:
        ids = matching.by_words(one, (term,))
        if ids is not None:
            yield select(ids.order_by(ids.selected_columns[0].desc()).limit(NEWEST).subquery().c.id)
