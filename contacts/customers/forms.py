"""What a person may type of customers and companies."""

from wtforms import BooleanField, DateField
from wtforms.validators import Optional

from contacts.customers.models import Kind, Status
from contacts.db import choices_of
from contacts.web.forms import Form, long_text, record_select, select, text
from contacts.web.words import _


class CustomerForm(Form):
    name = text(_("Name"), 200, True)
    kind = select(_("Kind"), choices_of(Kind), default=Kind.PERSON)
    company_name = text(_("Company"), 200)
    job_title = text(_("Job title"), 120)
    given_name = text(_("Given name"), 100)
    family_name = text(_("Family name"), 100)
    status = select(_("Status"), choices_of(Status), default=Status.ACTIVE)
    owner_id = record_select(_("Owner"))
    language = text(_("Language"), 35)
    time_zone = text(_("Time zone"), 50)
    source = text(_("Source"), 60)
    notes = long_text(_("Notes"), 20000)
    birth_date = DateField(_("Date of birth"), validators=[Optional()])
    tax_id = text(_("Tax number"), 60)
    bank_account = text(_("Bank account"), 60)


COLUMNS = {"company_name": "company_id"}


class CompanyForm(Form):
    name = text(_("Name"), 200, True)
    industry = text(_("Industry"), 100)
    phone = text(_("Phone"), 60)
    website = text(_("Website"), 500)


class ContactForm(Form):
    """An email address or a phone number."""

    value = text(_("Address or number"), 254, True)
    label = text(_("Label"), 40)
    is_primary = BooleanField(_("The one to use"))
    unusable = BooleanField(_("Does not work any more"))
