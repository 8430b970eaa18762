"""What can be laid over the diagram instead of types: who sees it, what is personal, how full it is, and so on."""

from contacts.access import Level, all_rights
from contacts.data_model import personal
from contacts.data_model.drawing import Notes
from contacts.data_model.filling import MOST, fillings
from contacts.data_model.seen import is_administrator, level_of
from contacts.data_model.stages import kept_origins, since
from contacts.web.words import _

ROLE, PERSONAL, FILLED, INDEXED, SINCE = "role", "personal", "filled", "indexed", "since"
NEWEST = 5  # versions of the schema that count as new
LABELS = {
    PERSONAL: _("Personal data"),
    INDEXED: _("Indexes"),
    SINCE: _("Since when"),
    ROLE: _("What a role sees"),
    FILLED: _("How full"),
}
FOR_ADMINISTRATORS = (ROLE, FILLED)
SAYS = {
    PERSONAL: _("Personal: it says something about somebody. Sealed: encrypted as well. Secret: nobody reads it."),
    INDEXED: _("Key, unique: no two rows have the same. Index: found and sorted by it fast. With: later in an index."),
    SINCE: _("The schema version that brought each field; what the last five brought is shaded."),
    ROLE: _("What people of this role may do with each field."),
    FILLED: _("The share of the newest 1,000 rows that have something there. Rows are counted up to 10,000."),
}
SHADES = {Level.EDIT: "good", Level.VIEW: "", Level.MASKED: "warn", Level.HIDDEN: "bad"}
SORTS = {personal.SECRET: "bad", personal.SEALED: "bad", personal.IS_PERSONAL: "warn"}


def offered():
    """`{overlay: label}` of those that the acting person may choose."""
    return {one: label for one, label in LABELS.items() if one not in FOR_ADMINISTRATORS or is_administrator()}


def roles():
    """`{name: rights}` to choose from, for those who may."""
    return {rights.role: rights for rights in all_rights()} if is_administrator() else {}


def notes_for(view, schema, rights):
    """The `Notes` of the chosen overlay, or None for the types; `rights` by role are those to choose from."""
    makers = {PERSONAL: personal_notes, INDEXED: index_notes, FILLED: filled_notes, SINCE: since_notes}
    if view.show == ROLE:
        return role_notes(schema, rights.get(view.role) or next(iter(rights.values())))
    return makers[view.show](schema) if view.show else None


def columns_of(schema):
    return [one for table in schema.tables.values() for one in table.columns]


def role_notes(schema, rights):
    levels = {(one.table, one.name): level_of(one, rights) for one in columns_of(schema)}
    return Notes({pair: (level.value, SHADES[level]) for pair, level in levels.items()})


def personal_notes(schema):
    sorts = {(one.table, one.name): personal.sort_of(one) for one in columns_of(schema)}
    return Notes({pair: (sort, SORTS[sort]) for pair, sort in sorts.items() if sort})


def index_notes(schema):
    found = {}
    for table in schema.tables.values():
        later = {name for one in (*table.unique, *(index.columns for index in table.indexes)) for name in one[1:]}
        for one in table.columns:
            word = "key" if one.is_key else "unique" if one.unique else "index" if one.indexed else ""
            if word or one.name in later:
                found[one.table, one.name] = (word or "with", "good" if word else "mut")
    return Notes(found)


def since_notes(schema):
    origins = kept_origins()
    new = sorted(set(origins.values()))[-NEWEST:]
    versions = {(one.table, one.name): since(origins, one.table, one.name) or _("here") for one in columns_of(schema)}
    return Notes({pair: (word, "good" if word in (*new, _("here")) else "") for pair, word in versions.items()})


def filled_notes(schema):
    known, rows = fillings(schema), {}
    for name, one in known.items():
        shares = {column: one.share(column) for column in one.full}
        known_shares = {column: share for column, share in shares.items() if share is not None}
        rows |= {(name, column): (f"{share} %", shade_of(share)) for column, share in known_shares.items()}
    return Notes(rows, {name: rows_in_words(one) for name, one in known.items()})


def shade_of(share):
    return "mut" if share == 0 else "warn" if share < 50 else ""


def rows_in_words(one):
    return f"> {MOST:,}" if one.is_more else f"{one.rows:,}"
