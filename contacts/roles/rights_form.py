"""The rights of one role as a form sends them: `right-<kind>-<verb>`, empty where nothing was chosen."""

from contacts.access import scopes_of
from contacts.access.policy import KINDS, VERBS
from contacts.roles.sentences import KINDS as LABELS
from contacts.roles.sentences import SCOPES, about_right
from contacts.roles.sentences import VERBS as WORDS
from contacts.web.words import _

RIGHT = "right-"
NOTHING = "none"
RANKS = (None, "own", "team", "all")
SHOWN = ("read", *(verb for verb in VERBS if verb != "read"))  # as the page has them: all else needs reading


def choices_of(kind, verb):
    """`[(value, label)]` of what a role may be given. What has no owner is for all or nobody; so is an import."""
    scopes = ("all",) if verb == "import" else scopes_of(kind)
    yes = [(scope, SCOPES[scope]) for scope in scopes] if len(scopes) > 1 else [("all", _("Yes"))]
    return [(NOTHING, _("No")), *yes]


def chosen_rights(form, present):
    """`{kind: {verb: scope}}`: the present ones with what was chosen on top. What is not offered is not chosen."""
    rights = {kind: dict(verbs) for kind, verbs in present.items()}
    for kind in KINDS:
        for verb in VERBS:
            value = form.get(f"{RIGHT}{kind}-{verb}")
            if value not in (choice for choice, _label in choices_of(kind, verb)):
                continue
            rights.setdefault(kind, {}).pop(verb, None)
            if value != NOTHING:
                rights[kind][verb] = value
    return {kind: verbs for kind, verbs in rights.items() if verbs}


def problems_of(rights):
    """`{kind: sentence}` of what makes no sense: nobody can do things with records that they do not even read."""
    return {kind: problem for kind, verbs in rights.items() if (problem := problem_of(kind, verbs))}


def problem_of(kind, verbs):
    reads = RANKS.index(verbs.get("read"))
    further = [WORDS[verb] for verb in SHOWN if RANKS.index(verbs.get(verb)) > reads]
    if not further:
        return None
    words = {"verbs": ", ".join(map(str, further)), "kind": LABELS[kind]}
    return _("A role reads at least what it may do something with. Read less far than: %(verbs)s (%(kind)s).", **words)


def sentences_on(title, before, after):
    """What changes between two sets of rights, in sentences."""
    for kind in KINDS:
        for verb in SHOWN:
            was, becomes = before.get(kind, {}).get(verb), after.get(kind, {}).get(verb)
            if was != becomes:
                yield about_right(title, verb, kind, was, becomes)
