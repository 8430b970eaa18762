"""What a person may type of customers and companies."""

from datetime import date

from flask import current_app, request, url_for
from markupsafe import Markup
from wtforms import BooleanField, DateField
from wtforms.validators import Optional, ValidationError

from contacts.access import current_actor, may, sees
from contacts.customers.models import Kind, Status
from contacts.customers.queries import company_named, customer_keyed
from contacts.customfields.fields import form_with_fields
from contacts.db import Money
from contacts.users.queries import owners_for
from contacts.web.forms import (
    Form,
    MoneyField,
    choices_from,
    currencies,
    editable,
    long_text,
    record_select,
    select,
    text,
    whole_number,
)
from contacts.web.reach import as_email, as_phone
from contacts.web.rules import reads
from contacts.web.standards import language_tag, time_zone, web_address
from contacts.web.words import _, choices_of

OLDEST_BIRTH = date(1900, 1, 1)
A_DAY = _("Give a day of the calendar, for example 1984-11-23.")


def own_currency():
    return current_app.config["CURRENCY"]


class CustomerForm(Form):
    name = text(_("Name"), 200, True)
    kind = select(_("Kind"), choices_of(Kind), default=Kind.PERSON)
    company_name = text(_("Company"), 200)
    job_title = text(_("Job title"), 120)
    given_name = text(_("Given name"), 100)
    family_name = text(_("Family name"), 100)
    status = select(_("Status"), choices_of(Status), default=Status.ACTIVE)
    owner_id = record_select(_("Owner"))
    language = text(_("Language"), 60, False, reads(language_tag))
    time_zone = text(_("Time zone"), 50, False, reads(time_zone))
    source = text(_("Source"), 60)
    external_id = text(_("Number in the source"), 100)
    touch_every_days = whole_number(_("Keep in touch every … days"), 1, 3650)
    notes = long_text(_("Notes"), 20000)
    birth_date = DateField(_("Date of birth"), validators=[Optional()], invalid_value_message=A_DAY)
    tax_id = text(_("Tax number"), 60)
    bank_account = text(_("Bank account"), 60)
    credit_limit = MoneyField(_("Credit limit"))
    credit_currency = select(_("Currency of the limit"), [(c, c) for c, _name in currencies()], default=own_currency)

    def __init__(self, *args, record=None, **options):
        super().__init__(*args, **options)
        self.record = record

    def validate_company_name(self, field):
        if field.data and not may("create", "companies") and company_named(field.data) is None:
            raise ValidationError(_("There is no company of this name, and your role may not add one. Choose another."))

    def validate_external_id(self, field):
        if not field.data or "source" not in self or self.source.errors:
            return
        if not self.source.data:
            raise ValidationError(_("Say under Source where this number comes from."))
        if customer_keyed(self.source.data, field.data) not in (None, self.record):
            raise ValidationError(_("Another customer has this number in the same source."))

    def validate_birth_date(self, field):
        if field.data and not OLDEST_BIRTH <= field.data <= date.today():
            raise ValidationError(_("Give a day from 1900 to today."))

    def validate_credit_limit(self, field):
        currency = self.credit_currency.data or own_currency()
        self.limit = Money(field.minor_units(currency), currency) if field.data and field.data.strip() else None
        if self.limit and self.limit.amount < 0:
            raise ValidationError(_("Give an amount of 0 or more."))

    def fields_of(self):
        fields = super().fields_of()
        if "credit_limit" in fields:
            del fields["credit_currency"]
            fields["credit_limit"] = self.limit
        return fields


class NewCustomerForm(CustomerForm):
    """With a first way to reach the customer; each becomes the one to use."""

    email = text(_("Email"), 254, False, reads(as_email))
    phone = text(_("Phone"), 60, False, reads(as_phone))


COLUMNS = {
    "company_name": "company_id",
    "credit_currency": "credit_limit",
    "email": "emails.value",
    "phone": "phones.value",
}


def customer_form(form=CustomerForm, **options):
    """The form without what this role may not edit."""
    form = with_added(editable(form, "customers", **COLUMNS), "customers", options)
    if "company_name" in form and not sees("companies.name"):
        del form.company_name  # which companies there are is not for this role to find out
    if "owner_id" in form:
        form.owner_id.choices = choices_from(owners_for("customers", options.get("obj") or options.get("record")))
    return form


def with_added(form, kind, options):
    """The form of these options, with the fields that people added to such records."""
    record = options.get("obj") or options.get("record")
    return form_with_fields(form, kind, record, shown="obj" in options)(**options)


def new_form():
    """An empty form, or what was typed into it. What somebody adds is theirs, unless they say otherwise."""
    known = {"owner_id": current_actor().id, "company_name": request.args.get("company")}
    known["name"] = request.args.get("name", "").replace("\0", "")[:200]
    return customer_form(NewCustomerForm if may("create", "contacts") else CustomerForm, **known)


def typed(customer):
    """What people type otherwise than it is kept: the company by its name, the limit apart from its currency."""
    company = customer.company if sees("customers.company_id") and sees("companies.name") else None
    limit = customer.credit_limit if sees("customers.credit_limit") else None
    return {"company_name": company and company.name, **({"credit_currency": limit.currency} if limit else {})}


class CompanyForm(Form):
    name = text(_("Name"), 200, True)
    industry = text(_("Industry"), 100)
    phone = text(_("Phone"), 60, False, reads(as_phone))
    website = text(_("Website"), 500, False, reads(web_address))

    def __init__(self, *args, record=None, **options):
        super().__init__(*args, **options)
        self.record = record

    def validate_name(self, field):
        """A second company of the same name is refused; one of two that are there already may be edited."""
        there = company_named(field.data)
        if there is not None and there.sort_name != getattr(self.record, "sort_name", None):
            raise ValidationError(sentence_about(there))


def company_form(**options):
    """The form without what this role may not edit."""
    return with_added(editable(CompanyForm, "companies"), "companies", options)


def sentence_about(company):
    """Where the company is that has the name already, as a link."""
    sentence = Markup(_('There is a company of this name already: <a class="link" href="%(url)s">%(name)s</a>.'))
    return sentence % {"url": url_for("companies.show", id=company.id), "name": company.name}


class ContactForm(Form):
    """An email address or a phone number: the field `value` is the subclass's."""

    label = text(_("Label"), 40)
    is_primary = BooleanField(_("The one to use"))
    unusable = BooleanField(_("Does not work any more"))


class EmailForm(ContactForm):
    value = text(_("Email"), 254, True, reads(as_email))


class PhoneForm(ContactForm):
    value = text(_("Phone"), 60, True, reads(as_phone))


CONTACT_FORMS = {"emails": EmailForm, "phones": PhoneForm}


def contact_form(kind, **options):
    """The form of an email or a phone without what this role may not edit."""
    return editable(CONTACT_FORMS[kind], kind)(**options)
