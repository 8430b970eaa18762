"""The schema in the languages of other tools: Mermaid, DBML and Markdown. The same on both engines."""

from contacts.data_model.examples import plain_example
from contacts.data_model.telling import rules_of
from contacts.data_model.types import plain

DELETES = {"CASCADE": "cascade", "SET NULL": "set null", "RESTRICT": "restrict"}


def mermaid(schema):
    """An `erDiagram`, as GitHub and many editors draw it."""
    lines = ["erDiagram"]
    for table in schema.tables.values():
        lines += [f"    {table.name} {{", *(f"        {field_in_mermaid(one)}" for one in table.columns), "    }"]
    for one in schema.relations:
        ends = ("||" if one.required else "|o", "o|" if one.one else "o{")
        lines.append(f'    {one.target} {"--".join(ends)} {one.table} : "{one.column}"')
    return "\n".join(lines) + "\n"


def field_in_mermaid(one):
    keys = [word for word, holds in (("PK", one.is_key), ("FK", one.refers), ("UK", one.unique)) if holds]
    if one.is_key:
        keys = [word for word in keys if word != "UK"]
    said = one.comment.replace('"', "'")
    return " ".join(filter(None, [plain(one.type), one.name, ", ".join(keys), f'"{said}"' if said else ""]))


def dbml(schema):
    """For dbdiagram.io and the tools around DBML."""
    blocks = [block for table in schema.tables.values() for block in (*enums_of(table), table_in_dbml(table))]
    references = [reference_in_dbml(one) for one in schema.relations]
    return "\n\n".join(blocks) + "\n\n" + "".join(f"{line}\n" for line in references)


def enums_of(table):
    for one in table.columns:
        if one.choices:
            yield "\n".join([f"Enum {enum_name(one)} {{", *(f'  "{choice}"' for choice in one.choices), "}"])


def enum_name(one):
    return f"{one.table}_{one.name}"


def table_in_dbml(table):
    lines = [f"Table {table.name} {{", *(f"  {field_in_dbml(table, one)}" for one in table.columns)]
    keys = [one.name for one in table.columns if one.is_key]
    indexes = [f"({', '.join(keys)}) [pk]"] if len(keys) > 1 else []
    indexes += [f"({', '.join(names)}) [unique]" for names in table.unique if len(names) > 1]
    indexes += [
        f"({', '.join(index.columns)}) [name: {quoted(index.name)}{', unique' * index.unique}]"
        for index in table.indexes
        if all(index.columns)
    ]
    if indexes:
        lines += ["  indexes {", *(f"    {index}" for index in indexes), "  }"]
    return "\n".join([*lines, f"  Note: {quoted(table.comment)}", "}"])


def field_in_dbml(table, one):
    kind = enum_name(one) if one.choices else plain(one.type) + (f"({one.limit})" if one.limit else "")
    alone = sum(other.is_key for other in table.columns) == 1
    settings = ["pk"] if one.is_key and alone else ["not null"] if one.required else []
    settings += ["unique"] if one.unique and not one.is_key else []
    settings += ["increment"] if one.default == "the next number" else []
    settings.append(f"note: {quoted(one.comment)}")
    return f"{one.name} {kind} [{', '.join(settings)}]"


def reference_in_dbml(one):
    then = f" [delete: {DELETES[one.on_delete]}]" if one.on_delete in DELETES else ""
    return f"Ref: {one.table}.{one.column} {'-' if one.one else '>'} {one.target}.{one.target_column}{then}"


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def markdown(schema, since):
    """The dictionary; `since(table, column)` gives the schema version."""
    contents = [f"- [{name}](#{name}): {table.comment}" for name, table in schema.tables.items()]
    tables = [part for table in schema.tables.values() for part in table_in_markdown(schema, table, since)]
    return "\n".join(["## Tables", "", *contents, "", *tables])


def table_in_markdown(schema, table, since):
    version = since(table.name)
    yield from (
        f"### {table.name}",
        "",
        f"{table.comment}.{f' Since schema version {version}.' if version else ''}",
        "",
    )
    yield "| Field | Type | Rules | Meaning | Default | Example | Since |"
    yield "|---|---|---|---|---|---|---|"
    for one in table.columns:
        meaning = one.comment + (f" ({', '.join(one.choices)})" if one.choices else "")
        cells = [f"`{one.name}`", one.type, ", ".join(rules_of(one)), meaning, one.default, example(one)]
        yield f"| {' | '.join(map(cell, [*cells, since(table.name, one.name) or '']))} |"
    yield ""
    for rule in table.checks.values():
        yield f"- Rule: `{rule}`"
    for index in table.indexes:
        yield f"- Index: `{index.name}` on {', '.join(map(str, index.columns))}{' (unique)' * index.unique}"
    for one in schema.relations_of(table.name)[1]:
        yield f"- {'Has at most one' if one.one else 'Has many'} [{one.table}](#{one.table}), by `{one.column}`"
    yield ""


def example(one):
    return "" if one.info.get("secret") else plain_example(one)


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")
