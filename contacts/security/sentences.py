"""What each kind of event says to people."""

from markupsafe import Markup

from contacts.customers.field_names import field_name
from contacts.web.told import told as told_again
from contacts.web.words import _, named

# kind: (what the filter calls it, the sentence). %(who)s did it; %(person)s is whose account it is about.
KINDS = {
    "sign_in": (_("Sign-in"), _("%(person)s signed in")),
    "sign_in_failed": (_("Failed sign-in"), _("Somebody could not sign in as %(person)s")),
    "sign_out": (_("Sign-out"), _("%(person)s signed out")),
    "session_revoked": (_("Browser signed out"), _("%(who)s signed out a browser of %(person)s")),
    "reveal": (_("Reveal"), _("%(who)s revealed %(field)s of %(record)s")),
    "reveal_held_back": (_("Reveal held back"), _("%(who)s wanted to reveal more than is allowed in an hour")),
    "export": (_("Export"), _("%(who)s took data out")),
    "import": (_("Import"), _("%(who)s brought data in")),
    "refused_by_database": (_("Refused by the database"), _("The database refused %(who)s: a fault of Rapport")),
    "password_changed": (_("Password changed"), _("%(person)s changed their password")),
    "password_reset": (_("Password reset"), _("%(person)s got a new password")),
    "password_link": (_("Password link"), _("%(person)s got a link to choose a password")),
    "second_factor_on": (_("Second factor on"), _("%(person)s turned the second factor on")),
    "second_factor_off": (_("Second factor off"), _("%(person)s turned the second factor off")),
    "second_factor_removed": (
        _("Second factor removed"),
        _("%(who)s removed the second factor and the passkeys of %(person)s"),
    ),
    "second_factor_failed": (_("Wrong code"), _("Somebody gave a wrong code as %(person)s")),
    "recovery_code_used": (_("Recovery code used"), _("%(person)s used a recovery code")),
    "recovery_codes_made": (_("Recovery codes made"), _("%(person)s made new recovery codes")),
    "passkey_added": (_("Passkey added"), _("%(person)s added a passkey")),
    "passkey_removed": (_("Passkey removed"), _("%(person)s removed a passkey")),
    "passkey_used": (_("Passkey used"), _("%(person)s used a passkey")),
    "passkey_refused": (_("Passkey refused"), _("Somebody gave a passkey of %(person)s that was not accepted")),
    "identity_linked": (_("Account linked"), _("%(person)s was linked to an account elsewhere")),
    "identity_unlinked": (_("Account unlinked"), _("%(who)s unlinked %(person)s from accounts elsewhere")),
    "person_invited": (_("Invitation"), _("%(who)s invited %(person)s")),
    "person_joined": (_("Joined"), _("%(person)s joined")),
    "person_deactivated": (_("Deactivated"), _("%(who)s deactivated %(person)s")),
    "person_activated": (_("Activated"), _("%(who)s activated %(person)s")),
    "role_changed": (_("Role changed"), _("%(who)s changed what %(person)s may")),
    "role_edited": (_("Role edited"), _("%(who)s changed what a role sees or may")),
    "role_added": (_("Role added"), _("%(who)s added a role")),
    "role_deleted": (_("Role deleted"), _("%(who)s deleted a role")),
    "team_deleted": (_("Team deleted"), _("%(who)s deleted a team")),
    "view_as_started": (_("View as a role"), _("%(who)s began to view as a role")),
    "view_as_ended": (_("View as a role ended"), _("%(who)s stopped viewing as a role")),
    "key_made": (_("Encryption key"), _("An encryption key was made")),
}
# The same where it is not known whose account it was about.
OF_NOBODY = {
    "sign_in_failed": _("Somebody could not sign in"),
    "passkey_refused": _("Somebody gave a passkey that is nobody's"),
}
ALARMING = {"refused_by_database", "sign_in_failed", "second_factor_failed", "passkey_refused", "reveal_held_back"}
# Whose detail is a sentence of ours and not what somebody typed.
OWN_WORDS = {"export", "password_link", "password_reset", "person_joined", "recovery_code_used", "session_revoked"}
OWN_WORDS |= {"role_edited", "sign_in", "view_as_ended"}


def kind_choices():
    """`[(kind, label)]` by label."""
    return sorted(((kind, label) for kind, (label, _sentence) in KINDS.items()), key=lambda pair: pair[1])


def told(event, record=None, wrap=str):
    """The sentence of an event; `record` is the customer's name, where the reader may read it."""
    if event.kind not in KINDS:
        return named(event.kind)
    _label, sentence = KINDS[event.kind]
    if not event.person:
        sentence = OF_NOBODY.get(event.kind, sentence)
    somebody = _("Somebody") if sentence.startswith("%") else _("somebody")
    names = {
        "who": event.actor or somebody,
        "person": event.person or event.actor or _("somebody unknown"),
        "record": record or _("a customer"),
        "field": field_name(event.field) if event.field else _("a value"),
    }
    return sentence % {name: wrap(value) for name, value in names.items()}


def detail_of(event):
    """What else is known, as it was written down or, where that was a sentence of ours, in the reader's language."""
    return told_again(event.detail) if event.kind in OWN_WORDS else event.detail


def told_in_markup(event, record=None):
    return Markup(told(event, record, isolated)) if event.kind in KINDS else told(event)


def isolated(name):
    """A name within a sentence, whichever way it is written."""
    return Markup("<bdi>%s</bdi>") % name
