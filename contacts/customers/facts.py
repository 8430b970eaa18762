"""One fact of a customer at a time: what it is called, its form, and whether somebody else changed it meanwhile."""

import json

from flask import abort, request

from contacts.access import level, may, reachable, sees
from contacts.customers.contact_routes import contacts_panel
from contacts.customers.forms import customer_form, typed
from contacts.customers.queries import SENSITIVE, company_choices, masks_of
from contacts.customfields.showing import record_values
from contacts.customfields.values import field_named
from contacts.web.conflicts import sent, stale, submitted
from contacts.web.reader import reader
from contacts.web.standards import languages, time_zones
from contacts.web.words import _

# What is called so on the record, in its order. The fields of its form are its own, or those of FIELDS.
PROFILE = {
    "name": _("Name"),
    "kind": _("Kind"),
    "company_name": _("Company"),
    "job_title": _("Job title"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "status": _("Status"),
    "owner_id": _("Owner"),
    "language": _("Language"),
    "time_zone": _("Time zone"),
    "source": _("Source"),
    "touch_every_days": _("Keep in touch"),
    "notes": _("Notes"),
}
PRIVATE = {
    "birth_date": _("Date of birth"),
    "tax_id": _("Tax number"),
    "bank_account": _("Bank account"),
    "credit_limit": _("Credit limit"),
}
FACTS = {**PROFILE, **PRIVATE}
FIELDS = {"source": ("source", "external_id"), "credit_limit": ("credit_limit", "credit_currency")}
ATTRIBUTES = {"company_name": "company_id"}  # columns that are called otherwise
HERO = {"name", "kind", "company_name", "job_title", "status", "owner_id", "time_zone"}  # shown on top, too


def known_fact(fact):
    """The fact, or 404: also for one that is hidden, so that its name says as little as one that is none."""
    is_one = fact in FACTS or field_named("customers", fact)
    return fact if is_one and fact_level(fact) != "hidden" else abort(404)


def label_of(fact):
    return FACTS.get(fact) or field_named("customers", fact).label


def column_of(fact):
    if added := field_named("customers", fact):
        return added.place
    return f"customers.{ATTRIBUTES.get(fact, fact)}"


def fact_level(fact):
    """What the role may do with it; a company whose name is hidden is hidden."""
    is_company = fact == "company_name"
    return (
        "hidden" if is_company and not (may("read", "companies") and sees("companies.name")) else level(column_of(fact))
    )


def fact_form(customer, fact, **options):
    """The form of this one fact, or 403."""
    form = customer_form(record=customer, **options)
    wanted = FIELDS.get(fact, (fact,))
    for field in list(form):
        if field.name not in (*wanted, "version", "csrf_token"):
            del form[field.name]
    if wanted[0] not in form:
        abort(403)
    for field in form:
        field.id = field.label.field_id = f"fact-{fact}-{field.name}"
    return form


def present_form(customer, fact):
    """The form of what is there now."""
    return fact_form(customer, fact, formdata=None, obj=customer, **typed(customer))


def sent_form(customer, fact):
    """The form of what was sent, or 400 when that says nothing of the fact."""
    formdata = submitted()
    form = fact_form(customer, fact, formdata=formdata)
    return form if fact in formdata else abort(400)


def words_of(form):
    """What the form's controls hold, to tell later whether somebody changed it meanwhile."""
    return json.dumps([sent(field) for field in form if field.name not in ("version", "csrf_token")])


def overtaken(form, customer, present):
    """Somebody changed this fact since the form was opened; other facts may have changed."""
    was = request.form.get("was")
    return stale(form, customer) and (was is None or was != words_of(present))


def facts_of(customer):
    """What the record says of the customer: the facts open to the role, and which of them are not known."""
    facts = [(fact, label) for fact, label in PROFILE.items() if fact_level(fact) in ("edit", "view")]
    unknown = [fact for fact, _label in facts if getattr(customer, ATTRIBUTES.get(fact, fact)) is None]
    context = {"facts": facts, "unknown_facts": unknown, "private_facts": list(PRIVATE.items())}
    return {**context, "added": record_values("customers", customer.id)}


def fact_context(customer, fact, **context):
    """What a fact needs to be drawn by itself."""
    seen = {"customer": customer, "fact": fact, "label": label_of(fact), "may_edit_facts": may_edit_facts(customer)}
    if field_named("customers", fact):
        seen["added"] = record_values("customers", customer.id)
    masks = masks_of(customer) if fact in SENSITIVE else {}
    return {**seen, "masks": masks, **context}


def hero_context(customer, fact):
    """What changes on top of the record with this fact."""
    if fact not in HERO:
        return {}
    return {"renew_hero": True, **(contacts_panel(customer) if may("read", "contacts") else {})}


def form_context(fact, form, present):
    """What there is to choose from, where a fact is typed with suggestions."""
    known = {
        "company_name": company_choices,
        "language": lambda: languages(reader().locale),
        "time_zone": lambda: [(z, z) for z in time_zones()],
    }
    return {"form": form, "was": words_of(present), "choices": known[fact]() if fact in known else []}


def may_edit_facts(customer):
    return bool(may("edit", "customers")) and reachable(customer, "edit")
