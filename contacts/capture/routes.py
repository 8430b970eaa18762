"""The web face of the capture: what the server reads in a line, as one types, and logging it."""

from flask import Blueprint, abort, request, url_for

from contacts.access import needs
from contacts.capture.actions import log_line
from contacts.capture.choices import Understood
from contacts.capture.forms import capture_form
from contacts.capture.queries import understand
from contacts.communications.words import channel_name
from contacts.customers.queries import get_customer
from contacts.web import _, done, ngettext, page, say
from contacts.web.listing import asked_words
from contacts.web.reader import inside

bp = Blueprint("capture", __name__, url_prefix="/capture")

READ, BAR = "capture/index.html#read", "capture/index.html#bar"


def form_or_refusal(**options):
    return capture_form(**options) or abort(403)


@bp.get("")
@needs("communications", "create")
def show():
    """The page of the bar; for htmx only what the line comes to."""
    form = form_or_refusal(formdata=None, text=request.args.get("text", "").replace("\0", "")[:2000])
    form.idempotency_key.data = asked_words("key")[:64] or form.idempotency_key.data  # of a note that waited
    return page(READ, capture=form, understood=understand(form.text.data, request.args))


@bp.post("")
@needs("communications", "create")
def create():
    form = form_or_refusal()
    understood = understand(form.text.data, request.form) if form.validate() else Understood("")
    if form.errors or not understood.can_be_logged:
        return page(BAR, 422, capture=refused(form, understood), understood=understood)
    customer = get_customer(int(understood.contact.chosen))
    say(sentence_of(understood), log_line(customer, understood))
    shown = url_for("customers.show", id=customer.id)
    return done(shown, BAR, capture=form_or_refusal(formdata=None), understood=Understood(""), logged=understood)


def refused(form, understood):
    """What is not clear is asked in the pick lists; the rest is said at the line."""
    return form.refuse("text", understood.problem) if understood.problem and not form.errors else form


def sentence_of(understood):
    """What was logged, without names: it may wait in a cookie for the next page."""
    said = [inside(channel_name(understood.channel))]
    said += [_("task for %(day)s", day=understood.due.title)] if understood.due else []
    count = len(understood.categories)
    said += [ngettext("%(num)d interest", "%(num)d interests", count)] if count else []
    return " ".join([_("Logged: %(what)s.", what=", ".join(said)), *understood.notes])
