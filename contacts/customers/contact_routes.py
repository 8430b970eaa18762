"""The web face of emails and phones: one panel for both."""

from flask import Blueprint, abort, url_for
from sqlalchemy import select

from contacts.access import fetch, masked_values, needs, permitted_columns, sees
from contacts.customers.contact_points import make_primary, remove, save
from contacts.customers.forms import contact_form
from contacts.customers.models import Email, Phone
from contacts.customers.queries import get_customer
from contacts.customers.record import panel
from contacts.web import _, done, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.formats import phone
from contacts.web.reach import NotReachable

bp = Blueprint("contacts", __name__, url_prefix="/customers/<int:customer_id>")

PANEL = "contacts/index.html#panel"
MODELS = {"emails": Email, "phones": Phone}
KINDS = "<any(emails, phones):kind>"


def show(customer, status=200, **context):
    return page(PANEL, status, customer=customer, **contacts_panel(customer), **context)


@bp.get(f"/{KINDS}")
@needs("contacts", "read")
def index(customer_id, kind):
    return show(get_customer(customer_id))


@bp.get(f"/{KINDS}/new")
@needs("contacts", "create")
def new(customer_id, kind):
    return show(get_customer(customer_id), contact_form=contact_form(kind), contact_kind=kind)


@bp.post(f"/{KINDS}")
@needs("contacts", "create")
def create(customer_id, kind):
    return keep(get_customer(customer_id), kind, MODELS[kind](), contact_form(kind))


@bp.get(f"/{KINDS}/<int:id>/edit")
@needs("contacts", "edit")
def edit(customer_id, kind, id):
    customer = get_customer(customer_id)
    record = get_contact(customer, kind, id, "edit")
    return show(customer, contact_form=contact_form(kind, obj=record), contact_kind=kind, editing=record)


@bp.post(f"/{KINDS}/<int:id>")
@needs("contacts", "edit")
def update(customer_id, kind, id):
    customer, form = get_customer(customer_id), contact_form(kind, formdata=submitted())
    record = get_contact(customer, kind, id, "edit")
    if stale(form, record):
        return conflict(form, record, url_for(".update", customer_id=customer.id, kind=kind, id=id))
    return keep(customer, kind, record, form)


@bp.post(f"/{KINDS}/<int:id>/primary")
@needs("contacts", "edit")
def promote(customer_id, kind, id):
    customer = get_customer(customer_id)
    return finish(
        customer, _("This is the one to use now."), make_primary(customer, get_contact(customer, kind, id, "edit"))
    )


@bp.post(f"/{KINDS}/<int:id>/delete")
@needs("contacts", "delete")
def destroy(customer_id, kind, id):
    customer = get_customer(customer_id)
    return finish(customer, _("Deleted."), remove(customer, get_contact(customer, kind, id, "delete")))


def keep(customer, kind, record, form):
    """Save what was typed, or show it again with what is wrong."""
    editing = record if record.id else None
    if editing is None and "value" not in form:
        abort(403)
    if form.validate():
        try:
            return finish(customer, _("Saved."), save(customer, record, **form.fields_of()))
        except NotReachable as error:
            form.refuse("value", str(error))
    return show(customer, 422, contact_form=form, contact_kind=kind, editing=editing)


def get_contact(customer, kind, id, verb):
    record = fetch(MODELS[kind], id, verb)
    return record if record.customer_id == customer.id else abort(404)


@panel("contacts")
def contacts_panel(customer):
    """Emails and phones as rows `(id, value or mask, label, is_primary, unusable)`."""
    found = yield {kind: asked(customer, model) for kind, model in MODELS.items()}
    return {kind: rows(model, found[kind]) for kind, model in MODELS.items()}


def asked(customer, model):
    columns = permitted_columns(model)
    theirs = select(*columns.values()).where(model.customer_id == customer.id)
    return theirs.order_by(columns["is_primary"].desc(), model.id)


def rows(model, records):
    plain = sees(f"{model.__tablename__}.value")
    masks = {} if plain or not records else masked_values(model.value, [record.id for record in records])
    return [(r.id, shown(r) if plain else masks.get(r.id), r.label, r.is_primary, r.unusable) for r in records]


def shown(record):
    """A number in the groups people read, when its country knows it; everything else as typed."""
    known = getattr(record, "e164", None)
    return phone(known) if known else record.value


def finish(customer, sentence, operation=None):
    say(sentence, operation)
    return done(url_for("customers.show", id=customer.id), PANEL, customer=customer, **contacts_panel(customer))
