"""A definition as a condition on customers, and as one sentence."""

from sqlalchemy import and_, func, or_, select

from contacts.customers.models import Customer
from contacts.db import db
from contacts.segments.definition import Group, Match, conditions_in
from contacts.segments.fields import all_fields, offered
from contacts.segments.questions import QUESTIONS, Kind, neither, said
from contacts.web.words import _

CUSTOMER = _("Customer")
BETWEEN = {Match.ALL: _("and"), Match.ANY: _("or"), Match.NONE: _("or")}


def condition_of(part):
    """What must hold of a customer."""
    if not isinstance(part, Group):
        return all_fields()[part.field].condition(part.asks, part.value)
    conditions = [condition_of(one) for one in part.parts]
    if part.match == Match.ALL:
        return and_(*conditions)
    return neither(or_(*conditions)) if part.match == Match.NONE else or_(*conditions)


def sentence_of(part, inside=False):
    """ "status is one of Active and none of (last contact is in the last 90 days)" """
    if not isinstance(part, Group):
        return words_of(part)
    words = f" {BETWEEN[part.match]} ".join(sentence_of(one, True) for one in part.parts)
    if part.match == Match.NONE:
        return _("not (%(words)s)", words=words)
    return f"({words})" if inside and len(part.parts) > 1 else words


def words_of(condition):
    field = all_fields()[condition.field]
    value, spoken = condition.value, field.label if field.group == CUSTOMER else field.spoken or field.label
    if field.kind == Kind.CHOICE and value is not None:
        labels = {one: str(label).lstrip("– ") for one, label in offered(field)}
        value = [labels.get(one, "?") for one in value]
    return f"{spoken} {said(QUESTIONS[field.kind][condition.asks], value)}"


def answers_for(group, customer):
    """`[(condition in words, whether it holds of the customer)]`, asked in one statement."""
    conditions = list(conditions_in(group))
    asked = [func.coalesce(condition_of(one), False).label(f"c{at}") for at, one in enumerate(conditions)]
    row = db.session.execute(select(*asked).where(Customer.id == customer.id)).one()
    return [(words_of(one), bool(held)) for one, held in zip(conditions, row, strict=True)]
