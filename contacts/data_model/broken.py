"""What the database forbids or a trigger keeps from being: it is only there after a fault, or by a foreign hand."""

from sqlalchemy import CheckConstraint, and_, exists, func, not_, select, text

from contacts.db import Base
from contacts.web.words import _

COUNTED = ("open", "completed")  # purchases that count, as the triggers have it (customers.stats)


def orphans(search):
    """Rows that refer to something that is not there."""
    for one in search.schema.relations:
        rows, target = search.rows(one.table), search.plain(one.target).alias("target")
        there = exists(select(target).where(target.c[one.target_column] == rows.c[one.column]))
        lost = and_(rows.c[one.column].is_not(None), not_(there))
        said = _("%(column)s refers to no row of %(table)s", column=one.column, table=one.target)
        yield search.found(one.table, rows, said, lost)


def failed_rules(search):
    """Rows that a CHECK of their table would refuse."""
    for name in search.schema.tables:
        model = Base.metadata.tables.get(name)
        for rule in sorted(rules_of(model), key=lambda one: one.name) if model is not None else ():
            # Raw, because a rule is kept as SQL; it comes from the models alone.
            said = _("breaks %(rule)s", rule=rule.name)
            yield search.found(name, search.rows(name), said, text(f"NOT ({spelled(rule)})"))


def rules_of(model):
    return [one for one in model.constraints if isinstance(one, CheckConstraint)]


def spelled(rule):
    return str(rule.sqltext.compile(compile_kwargs={"literal_binds": True, "include_table": False})).replace(":", "\\:")


def totals(search):
    """Purchases whose total is not the sum of their lines."""
    if search.has("purchases", "purchase_items"):
        rows, items = search.rows("purchases"), search.plain("purchase_items").alias("item")
        lines = select(func.coalesce(func.sum(items.c.amount), 0)).where(items.c.purchase_id == rows.c.id)
        differs = rows.c.total != lines.scalar_subquery()
        yield search.found("purchases", rows, _("the total is not the sum of the lines"), differs)


def figures(search):
    """Customers whose kept value is not the sum of their purchases that count."""
    if search.has("customer_values", "purchases"):
        rows, purchases = search.rows("customer_values"), search.plain("purchases").alias("purchase")
        same = and_(purchases.c.customer_id == rows.c.customer_id, purchases.c.currency == rows.c.currency)
        spent = select(func.coalesce(func.sum(purchases.c.total), 0)).where(same, purchases.c.status.in_(COUNTED))
        differs = rows.c.lifetime_value != spent.scalar_subquery()
        yield search.found("customer_values", rows, _("the kept sum is not the sum of the purchases"), differs)
