"""What an administrator chose in the matrix and has not saved: which cells, and of which version of each role.

The option that was shown as the present one sends nothing, so that what arrives is what was chosen.
"""

from dataclasses import dataclass

from contacts.access import EVERYTHING, Level
from contacts.access.rights import Rights
from contacts.roles.catalogue import WHOLE, Field, fields
from contacts.roles.sentences import about_field
from contacts.web.words import _, ngettext

CELL, VERSION = "cell-", "version-"


class Impossible(Exception):
    """Why what was sent cannot be, in one sentence."""


@dataclass(frozen=True)
class Cell:
    """One field of one role, and the level that it shall have."""

    role_id: int
    field: Field
    level: Level

    @property
    def name(self):
        return f"{CELL}{self.role_id}-{self.field.name}"


@dataclass(frozen=True)
class Draft:
    """`cells` by their names; `versions` of the roles as the person saw them."""

    cells: dict
    versions: dict

    def of(self, role):
        return [cell for cell in self.cells.values() if cell.role_id == role.id]

    def level_for(self, role, field):
        """The level that was chosen for this cell, or None."""
        cell = self.cells.get(f"{CELL}{role.id}-{field.name}")
        return cell and cell.level


@dataclass(frozen=True)
class RoleChanges:
    """What would change for one role: `sentences` for people, `notes` on what would have no effect."""

    role: object
    cells: list
    sentences: list
    notes: list


EMPTY = Draft({}, {})


def read_draft(form, roles):
    """The draft that a form holds. Raises Impossible."""
    known = {role.id: role for role in roles if not role.is_fixed}
    cells = [read_cell(name, value, known) for name, value in form.items() if name.startswith(CELL) and value]
    numbers = {name.removeprefix(VERSION): value for name, value in form.items() if name.startswith(VERSION)}
    versions = {int(id): int(value) for id, value in numbers.items() if id.isdecimal() and value.isdecimal()}
    return Draft({cell.name: cell for cell in cells}, versions)


def read_cell(name, value, roles):
    id, _dash, field = name.removeprefix(CELL).partition("-")
    role, field = roles.get(int(id) if id.isdecimal() else None), fields().get(field)
    if role is None or field is None or value not in field.levels:
        raise Impossible(_("A cell that was chosen is not there any more. Load the page again."))
    return Cell(role.id, field, Level(value))


def changes_of(draft, roles):
    """`[RoleChanges]` of the roles that the draft changes, against what they are now."""
    found = []
    for role in roles:
        cells = [cell for cell in draft.of(role) if cell.level != shown(role.rights, cell.field)]
        if cells:
            sentences = [about_field(role.title, c.field, shown(role.rights, c.field), c.level) for c in cells]
            found.append(RoleChanges(role, cells, sentences, list(notes_on(role, cells))))
    return found


def outdated(draft, changes):
    """Whether one of these roles was changed since the draft was begun."""
    return any(draft.versions.get(change.role.id, change.role.version) != change.role.version for change in changes)


def shown(rights, field):
    return field.shown(rights.level(field.table, field.column))


def ruled(rules, cells):
    """The rules `{(table, column): level}` with these cells on top; a cell that is as its table needs none."""
    rules = dict(rules)
    for cell in sorted(cells, key=lambda cell: cell.field.column != WHOLE):
        place = (cell.field.table, cell.field.column)
        rules.pop(place, None)
        without = Rights("", EVERYTHING.verbs, rules)
        is_shut = cell.field.column != WHOLE and without.level(cell.field.table) is Level.HIDDEN
        if is_shut or shown_without_copies(without, cell.field) != cell.level:
            rules[place] = cell.level
    return rules


def shown_without_copies(rights, field):
    """The level that a cell without a rule has: as the whole table."""
    whole = rights.level(field.table)
    if whole is Level.MASKED and field.column != WHOLE and Level.MASKED not in field.levels:
        return field.shown(Level.VIEW)
    return field.shown(whole)


def notes_on(role, cells):
    """Why some of the chosen cells would have no effect, in sentences."""
    rules = ruled(role.rights.rules, cells)
    after = Rights(role.name, role.rights.verbs, rules)
    for cell in cells:
        field = cell.field
        if field.column == WHOLE and (own := sum(table == field.table for table, column in rules if column != WHOLE)):
            few, many = _("%(num)d field of it keeps its own level."), _("%(num)d fields of it keep their own level.")
            yield ngettext(f"{field.in_words}: {few}", f"{field.in_words}: {many}", own)
        if shown(after, field) != cell.level:
            yield _("%(field)s stays hidden, with its table or with the field it is made of.", field=field.in_words)
        elif cell.level is Level.EDIT and not can_write(role.rights, field):
            yield _(
                "Edit has no more effect than View for %(field)s: the role may neither add nor edit these records.",
                field=field.in_words,
            )


def can_write(rights, field):
    return rights.scope("edit", field.kind) is not None or rights.scope("create", field.kind) is not None
