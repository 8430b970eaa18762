"""What tells two versions of the schema apart, in sentences."""

from contacts.data_model.rules import differing_rules


def differences(before, after):
    """Sentences, table by table; none when both are the same."""
    for name in sorted(before.tables.keys() | after.tables.keys()):
        if name not in before.tables:
            yield f"Table {name} is new, with {', '.join(after.tables[name].column)}."
        elif name not in after.tables:
            yield f"Table {name} is gone."
        else:
            yield from of_table(before.tables[name], after.tables[name])


def of_table(before, after):
    for name in before.column.keys() - after.column.keys():
        yield f"{after.name}.{name} is gone."
    for name, one in after.column.items():
        if name not in before.column:
            yield f"{one.full_name} is new: {one.type}, {'required' if one.required else 'optional'}{refers(one)}."
        else:
            yield from of_column(before.column[name], one)
    yield from of_names("index", after.name, indexes_of(before), indexes_of(after))
    yield from of_names("rule of uniqueness", after.name, uniques_of(before), uniques_of(after))
    yield from differing_rules(before, after)


def of_column(before, after):
    if before.type != after.type:
        yield f"{after.full_name} is {after.type} instead of {before.type}."
    if before.limit != after.limit:
        yield f"{after.full_name} holds {characters(after)} instead of {characters(before)}."
    if before.required != after.required:
        yield f"{after.full_name} is {'required' if after.required else 'optional'} now."
    if (before.refers, before.on_delete) != (after.refers, after.on_delete):
        yield f"{after.full_name}{refers(after) or ' refers to nothing'} now."


def characters(one):
    return f"{one.limit} characters" if one.limit else "any length"


def refers(one):
    return f" refers to {'.'.join(one.refers)} ({one.on_delete.lower()})" if one.refers else ""


def indexes_of(table):
    return {", ".join(map(str, index.columns)) for index in table.indexes}


def uniques_of(table):
    return {", ".join(names) for names in table.unique}


def of_names(what, table, before, after):
    for names in sorted(after - before):
        yield f"{table} has a new {what} on {names}."
    for names in sorted(before - after):
        yield f"{table} has no {what} on {names} any more."
