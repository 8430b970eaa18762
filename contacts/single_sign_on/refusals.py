"""Why somebody was not signed in: a sentence for them, and a few words for the security log."""

from contacts.single_sign_on.settings import provider_name
from contacts.web.words import _


class NotSignedIn(Exception):
    """`sentence` is for the person, `why` for the log; neither holds what the provider answered."""

    def __init__(self, sentence, why, status=403):
        super().__init__(sentence)
        self.sentence, self.why, self.status = sentence, why, status


def away(error):
    sentence = _("%(name)s cannot be reached. Try again in a moment.", name=provider_name())
    return NotSignedIn(sentence, f"the provider is away ({type(error).__name__})", 503)


def too_late(_error):
    sentence = _("That took too long, or was started in another window. Start again.")
    return NotSignedIn(sentence, "an answer to no question of ours", 400)


def not_let_in(_error):
    sentence = _("%(name)s did not let you in. Try again, or ask whoever runs it.", name=provider_name())
    return NotSignedIn(sentence, "the provider or the person said no")


def not_confirmed(error):
    """The answer was broken or did not prove anything."""
    sentence = _("%(name)s did not confirm who you are. Try again, or ask an administrator.", name=provider_name())
    return NotSignedIn(sentence, f"the answer proves nothing ({type(error).__name__})")


def no_address():
    sentence = _("%(name)s did not confirm an email address of yours. Ask whoever runs it.", name=provider_name())
    return NotSignedIn(sentence, "no verified email address")


def unknown(email):
    sentence = _("Nobody here has the address %(email)s. Ask an administrator to invite you.", email=email)
    return NotSignedIn(sentence, "nobody has this address")


def deactivated():
    sentence = _("Your account here is deactivated. Ask an administrator.")
    return NotSignedIn(sentence, "a deactivated account")


def somebody_else():
    """The address was given to another account over there: whose it was here stays theirs."""
    sentence = _(
        "Your address here belongs to another account of %(name)s. Ask an administrator.", name=provider_name()
    )
    return NotSignedIn(sentence, "the person is linked to another account")


def no_role(name):
    sentence = _("Your account could not be made. Ask an administrator.")
    return NotSignedIn(sentence, f"RAPPORT_OIDC_ROLE names no role: {name}")
