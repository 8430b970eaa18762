"""SQLite keeps the words in FTS5 tables without content: the row they were made from says what they were.

A word is deleted by saying it again, so every function that makes words is deterministic.
"""

OPTIONS = {  # prefixes of these lengths are found without walking over words
    "name": "prefix='1 2 3'",
    "short": "prefix='2 3'",
    "long": "prefix='2 3'",
}
TOKENS = "content='', columnsize=0"
VERBS = {"insert": "AFTER INSERT", "update": "AFTER UPDATE OF {columns}", "delete": "AFTER DELETE"}


def tables_of(one):
    """`[(table of the index, its options, function that makes the words)]` of a class."""
    if one.has_words:
        yield one.index, f"tokenize=\"ascii tokenchars '='\", {OPTIONS[one.kind]}", one.function
    if one.has_parts:
        yield one.parts, 'tokenize="trigram"', "search_digits" if not one.has_words else "search_words"


def made_from(one, function, side=""):
    """SQL for the words of a row: `side` is NEW or OLD in a trigger."""
    return f"{function}({', '.join(f'{side}.{column}' if side else column for column in one.columns)})"


def triggers(one):
    for verb, timing in VERBS.items():
        steps = []
        for table, _options, function in tables_of(one):
            if verb != "insert":
                gone = made_from(one, function, "OLD")
                steps.append(f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', OLD.id, {gone})")
            if verb != "delete":
                steps.append(f"INSERT INTO {table} (rowid, words) VALUES (NEW.id, {made_from(one, function, 'NEW')})")
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in one.columns)
        when = f"WHEN {changed} " if verb == "update" else ""
        timing = timing.format(columns=", ".join(one.columns))
        name, body = f"{one.index}_{verb}_{{suffix}}", "; ".join(steps)
        yield f"CREATE TRIGGER {name} {timing} ON {one.table} {when}BEGIN {body}; END"


def emptying(one):
    for table, _options, _function in tables_of(one):
        yield f"INSERT INTO {table} ({table}) VALUES ('delete-all')"


def filling(one, condition="true"):
    """Put in the words of every row, or of those that meet a condition."""
    for table, _options, function in tables_of(one):
        made = f"SELECT id, {made_from(one, function)} FROM {one.table} WHERE {condition}"
        yield f"INSERT INTO {table} (rowid, words) {made}"


def first_filling(one):
    """The same where there is nothing yet: what was there before the index was."""
    for (table, _options, _function), statement in zip(tables_of(one), filling(one), strict=True):
        yield statement.replace("WHERE true", f"WHERE NOT EXISTS (SELECT 1 FROM {table}_idx)")


def optimising(one):
    for table, _options, _function in tables_of(one):
        yield f"INSERT INTO {table} ({table}) VALUES ('optimize')"


def differs(connection, one):
    """Whether a table of this class holds other words than its rows say. Makes and drops a table of its own."""
    return any(table_differs(connection, one, *parts) for parts in tables_of(one))


def table_differs(connection, one, table, options, function):
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.recount USING fts5(words, {TOKENS}, {options})")
    made = f"SELECT id, {made_from(one, function)} FROM {one.table}"
    connection.exec_driver_sql(f"INSERT INTO temp.recount (rowid, words) {made}")
    for schema, name in (("main", table), ("temp", "recount")):
        words = f"fts5vocab({schema}, {name}, instance)"
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.{schema}_words USING {words}")
    kept, recounted = (connection.exec_driver_sql(f"SELECT * FROM temp.{s}_words") for s in ("main", "temp"))
    try:
        return any(one != other for one, other in zip_all(kept, recounted))
    finally:
        for rows in (kept, recounted):
            rows.close()
        for name in ("main_words", "temp_words", "recount"):
            connection.exec_driver_sql(f"DROP TABLE temp.{name}")


def zip_all(left, right):
    """Pairs of rows; one that is left over stands beside None."""
    right = iter(right)
    for row in left:
        yield row, next(right, None)
    for row in right:
        yield None, row
