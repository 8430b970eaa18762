"""What one person gets of a field or of a kind of record, and why, in one sentence or two."""

from dataclasses import dataclass

from contacts.access import Level, Rights
from contacts.access.policy import KINDS
from contacts.access.rights import column_info, kinds_of_tables
from contacts.db import Base
from contacts.roles.catalogue import WHOLE, fields
from contacts.roles.draft import shown
from contacts.roles.rights_form import SHOWN
from contacts.roles.sentences import KINDS as KIND_WORDS
from contacts.roles.sentences import VERBS, within
from contacts.web.words import _

GETS = {
    Level.EDIT: _("%(name)s sees %(field)s and can change it"),
    Level.VIEW: _("%(name)s sees %(field)s and cannot change it"),
    Level.MASKED: _("%(name)s sees %(field)s masked"),
    Level.HIDDEN: _("%(name)s does not see %(field)s"),
}
AND, OR = _("and"), _("or")
HAS = {Level.EDIT: _("to edit"), Level.VIEW: _("to view"), Level.MASKED: _("masked"), Level.HIDDEN: _("hidden")}


@dataclass(frozen=True)
class Who:
    """A person as the sentences speak of them; `state` is active, invited or inactive; `team` a name or None."""

    name: str
    state: str
    team: str | None
    rights: Rights


def sentences_about(who, asked):
    """What `who` gets of `asked`: a field as "table.column", or a kind of record. Empty when there is no such thing."""
    if who.state != "active":
        return [away(who)]
    if asked in KINDS:
        return list(about_kind(who, asked))
    field = fields().get(asked)
    return list(about_field(who, field)) if field else []


def away(who):
    if who.state == "invited":
        return _("%(name)s gets nothing yet: the invitation waits to be accepted.", name=who.name)
    return _("%(name)s gets nothing: the account is deactivated.", name=who.name)


def about_field(who, field):
    level, why = level_and_reason(who.rights, field)
    yield f"{GETS[level] % {'name': who.name, 'field': field.in_words}}, {why}."
    if level is not Level.HIDDEN:
        yield reach(who, field.kind)
    if level is Level.EDIT and (scope := who.rights.scope("edit", field.kind)) not in (None, "all"):
        yield _("They edit %(reach)s.", reach=within(field.kind, scope))


def level_and_reason(rights, field):
    """The level that holds in the end, and the clause that says why."""
    role = rights.role
    for kind in kinds_above(field):
        if rights.scope("read", kind) is None:
            return Level.HIDDEN, _("because the role %(role)s may not read %(kind)s", role=role, kind=KIND_WORDS[kind])
    level = shown(rights, field)
    if level is Level.HIDDEN and (origin := hidden_origin(rights, field)):
        words = {"role": role, "origin": origin}
        return level, _("because it is made of %(origin)s, which the role %(role)s does not see", **words)
    why = because(rights, field, level)
    if level is Level.EDIT and rights.scope("edit", field.kind) is None:
        return Level.VIEW, _("%(why)s but may not edit %(kind)s", why=why, kind=KIND_WORDS[field.kind])
    return level, why


def because(rights, field, level):
    """Where the level comes from: the cell itself, or its whole table."""
    own = (field.table, field.column) in rights.rules and rights.level(field.table) is not Level.HIDDEN
    place = field if own or field.column == WHOLE else fields()[f"{field.table}.{WHOLE}"]
    words = {"role": rights.role, "field": _("it") if place is field else place.in_words, "level": HAS[level]}
    return _("because the role %(role)s has %(field)s %(level)s in the table of fields", **words)


def kinds_above(field):
    """The kinds of record that must be readable for this field to be: its own, and the customers that it hangs on."""
    yield field.kind
    if "customer_id" in Base.metadata.tables[field.table].columns:
        yield "customers"


def hidden_origin(rights, field):
    """What a copy is made of, where that is why it is hidden; or None."""
    origin = column_info(field.table, field.column).get("copy_of")
    if origin is None or not rights.copies_hidden(field.table, field.column):
        return None
    known = fields().get(".".join(origin))
    return known.in_words if known else KIND_WORDS[kinds_of_tables()[origin[0]]]


def about_kind(who, kind):
    """Every verb with its reach, and the verbs that are missing."""
    scopes = {verb: who.rights.scope(verb, kind) for verb in SHOWN}
    words = {"name": who.name, "role": who.rights.role}
    if scopes["read"] is None:
        words["kind"] = KIND_WORDS[kind]
        yield _("%(name)s gets no %(kind)s, because the role %(role)s may not read them.", **words)
        return
    may = [_("%(verb)s %(reach)s", verb=VERBS[v], reach=within(kind, scope)) for v, scope in scopes.items() if scope]
    yield _("%(name)s may %(deeds)s, because the role %(role)s may.", deeds=listed(may), **words)
    if missing := [VERBS[verb] for verb, scope in scopes.items() if scope is None]:
        yield _("They may not %(verbs)s any.", verbs=listed(missing, OR))
    if "team" in scopes.values():
        yield whose_team(who)


def reach(who, kind):
    """ "They read customers of their team (North)." """
    scope = who.rights.scope("read", kind)
    sentence = _("They read %(reach)s.", reach=within(kind, scope))
    return f"{sentence} {whose_team(who)}" if scope == "team" else sentence


def whose_team(who):
    if who.team is None:
        return _("They are in no team, so that these are only their own.")
    return _("Their team is %(team)s.", team=who.team)


def listed(words, last=AND):
    """ "read, add and edit" """
    *first, final = map(str, words)
    return f"{', '.join(first)} {last} {final}" if first else final
