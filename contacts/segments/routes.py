"""The web face of segments. `/segments`."""

from flask import Blueprint, request, url_for

from contacts.access import fetch, needs
from contacts.customers.models import Customer
from contacts.segments.actions import copy_segment, delete_segment, keep_look, save_segment
from contacts.segments.beside import counts
from contacts.segments.draft import MATCHES
from contacts.segments.fields import allowed_fields
from contacts.segments.forms import SegmentForm
from contacts.segments.overview import overview, preview
from contacts.segments.queries import get_segment, list_segments, read_segment
from contacts.segments.within import inside
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.listing import asked_id, asked_words

bp = Blueprint("segments", __name__, url_prefix="/segments")


@bp.get("")
@needs("customers", "read")
def index():
    return page("segments/index.html", segments=list_segments())


@bp.get("/counts")
@needs("customers", "read")
def count():
    """The segments of the sidebar with how many they hold: a page asks for it once it is there."""
    return page("segments/counts.html#beside", counts=counts())


@bp.get("/new")
@needs("customers", "read")
def new():
    return build(None, SegmentForm())


@bp.post("/draft")
@needs("customers", "read")
def draft():
    """The same form with a condition more or less, and who would be in it now. Nothing is kept."""
    id = asked_id("segment", request.form)
    segment = get_segment(id, to_change=True) if id else None
    form = SegmentForm(submitted(), segment)
    form.conditions.change(request.form.get("do", ""))
    return build(segment, form)


@bp.post("")
@needs("customers", "read")
def create():
    return save(None, SegmentForm(submitted()))


@bp.get("/<int:id>")
@needs("customers", "read")
def show(id):
    """Who is in it; why one customer is or is not; who entered and left; and whom it shares with another segment."""
    customer, other = asked_id("customer"), asked_id("other")
    customer = fetch(Customer, customer) if customer else None
    other = get_segment(other) if other else None
    known = overview(get_segment(id), customer, other, asked_words("who"), asked_id("since"))
    return page("segments/show.html", **known)


@bp.get("/<int:id>/edit")
@needs("customers", "read")
def edit(id):
    segment = get_segment(id, to_change=True)
    return build(segment, SegmentForm(segment=segment, group=read_segment(segment).group))


@bp.post("/<int:id>")
@needs("customers", "read")
def update(id):
    segment = get_segment(id, to_change=True)
    form = SegmentForm(submitted(), segment)
    if stale(form, segment):
        present = SegmentForm(segment=segment, group=read_segment(segment).group)
        return conflict(form, segment, url_for(".update", id=id), present)
    with inside(id):
        return save(segment, form)


@bp.post("/<int:id>/copy")
@needs("customers", "read")
def copy(id):
    copied, operation = copy_segment(get_segment(id))
    say(_("Segment copied."), operation)
    return moved(url_for(".show", id=copied.id))


@bp.post("/<int:id>/looks")
@needs("customers", "read")
def look(id):
    """Who is in it now is kept for the acting person, to see later who entered and left."""
    say(keep_look(get_segment(id)))
    return moved(url_for(".show", id=id))


@bp.post("/<int:id>/delete")
@needs("customers", "read")
def destroy(id):
    say(_("Segment deleted."), delete_segment(get_segment(id, to_change=True)))
    return moved(url_for(".index"))


def save(segment, form):
    if not form.validate():
        return build(segment, form, 422)
    segment, operation = save_segment(segment, form.name.data, form.sharing.data, form.conditions.data)
    say(_("Segment saved."), operation)
    return moved(url_for(".show", id=segment.id))


def build(segment, form, status=200):
    known = {"fields": allowed_fields(), "matches": MATCHES, "preview": preview(form.conditions.data)}
    return page("segments/edit.html#draft", status, segment=segment, form=form, **known)
