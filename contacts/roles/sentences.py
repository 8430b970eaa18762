"""What a change of a role means, in sentences for people."""

from contacts.access import Level
from contacts.web.words import _

LEVELS = {Level.EDIT: _("Edit"), Level.VIEW: _("View"), Level.MASKED: _("Masked"), Level.HIDDEN: _("Hidden")}
KINDS = {
    "customers": _("customers"),
    "companies": _("companies"),
    "contacts": _("email addresses and phone numbers"),
    "addresses": _("addresses"),
    "interests": _("interests"),
    "categories": _("categories"),
    "products": _("products"),
    "purchases": _("purchases"),
    "communications": _("conversations and tickets"),
    "tasks": _("tasks"),
    "attachments": _("files"),
    "users": _("people, roles and teams"),
}
VERBS = {
    "read": _("read"),
    "create": _("add"),
    "edit": _("edit"),
    "delete": _("delete"),
    "import": _("import"),
    "export": _("export"),
}
SCOPES = {"own": _("Own"), "team": _("Team's"), "all": _("All")}

FIELD_SENTENCES = {
    ("lost", Level.HIDDEN): _("%(role)s loses access to %(field)s."),
    ("lost", Level.MASKED): _("%(role)s sees only a mask of %(field)s."),
    ("lost", Level.VIEW): _("%(role)s can no longer change %(field)s."),
    ("got", Level.MASKED): _("%(role)s now sees a mask of %(field)s."),
    ("got", Level.VIEW): _("%(role)s can now see %(field)s."),
    ("got", Level.EDIT): _("%(role)s can now see and change %(field)s."),
    ("seen", Level.EDIT): _("%(role)s can now change %(field)s."),
}
ORDER = list(Level)


def about_field(role, field, before, after):
    """ "Support loses access to Bank account." """
    is_less = ORDER.index(after) > ORDER.index(before)
    way = "lost" if is_less else "seen" if before is Level.VIEW else "got"
    return FIELD_SENTENCES[way, after] % {"role": role, "field": field.in_words}


def about_right(role, verb, kind, before, after):
    """ "Support may no longer export customers." """
    words = {"role": role, "verb": VERBS[verb], "kind": KINDS[kind]}
    if after is None:
        return _("%(role)s may no longer %(verb)s %(kind)s.", **words)
    words["reach"] = within(kind, after)
    if before is None:
        return _("%(role)s may now %(verb)s %(reach)s.", **words)
    return _("%(role)s may now %(verb)s %(reach)s instead of %(before)s.", before=within(kind, before), **words)


def within(kind, scope):
    """ "all customers", "customers of their team", "their own customers" """
    phrases = {"all": _("all %(kind)s"), "team": _("%(kind)s of their team"), "own": _("their own %(kind)s")}
    return phrases[scope] % {"kind": KINDS[kind]}
