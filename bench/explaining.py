"""What is wrong with the plan of a statement, on either engine."""

import re

LARGE = {
    *("customers", "customer_stats", "customer_values", "emails", "phones", "addresses", "customer_categories"),
    *("purchases", "purchase_items", "communications", "tickets", "tasks", "changes", "companies"),
    *("customer_standings", "customer_years", "buyer_months"),
}
MANY = 2_000  # rows, as Postgres expects them
# What is found by one of these alone may be most of a table.
SAYS_LITTLE = {
    "status",
    "owner_id",
    "kind",
    "channel",
    "is_private",
    "done_at",
    "assignee_id",
    "author_id",
    "touch_due_on",
}
STEP = re.compile(
    r"(SCAN|SEARCH) (\w+)(?: AS (\w+))?(?: USING (?:COVERING )?(?:INDEX|INTEGER PRIMARY KEY))?[^(]*(?:\((.*)\))?"
)


def problems(connection, statement, parameters):
    """A line for each."""
    return (sqlite if connection.dialect.name == "sqlite" else postgres)(connection, statement, parameters)


def sqlite(connection, statement, parameters):
    names = aliases(statement)
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    first, found = {}, []
    for _id, parent, _unused, detail in rows:
        step = STEP.match(detail)
        if step and parent not in first:
            first[parent] = (step, detail)
        if step and step[1] == "SCAN" and "USING" not in detail and names.get(step[2], step[2]) in LARGE:
            found.append(detail)
        if detail.startswith("USE TEMP B-TREE FOR ORDER BY") and parent in first:
            step, outer = first[parent]
            if names.get(step[2], step[2]) in LARGE and says_little(step, outer):
                found.append(f"{outer}, then {detail.lower()}")
    return found


def says_little(step, detail):
    """Whether the outermost loop may go over most of its table."""
    asked = set(re.findall(r"(\w+)[=<>]", step[4] or ""))
    return (step[1] == "SCAN" and "VIRTUAL" not in detail) or (bool(asked) and asked <= SAYS_LITTLE)


def aliases(statement):
    """`{alias: table}`"""
    return {alias: table for table, alias in re.findall(r"(\w+) AS (\w+)", statement) if table in LARGE}


def postgres(connection, statement, parameters):
    [[plan]] = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).all()
    return [line for node in nodes(plan[0]["Plan"]) for line in wrong_with(node)]


def nodes(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


def wrong_with(node):
    kind, rows = node["Node Type"], node["Plan Rows"]
    if kind == "Seq Scan" and node["Relation Name"] in LARGE:
        yield f"Seq Scan on {node['Relation Name']}, {rows} rows"
    if kind in ("Sort", "Incremental Sort") and node["Plans"][0]["Plan Rows"] > MANY and kind == "Sort":
        yield f"Sort of {node['Plans'][0]['Plan Rows']} rows by {', '.join(node['Sort Key'])}"
