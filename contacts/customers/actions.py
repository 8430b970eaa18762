"""What people do with customers and companies."""

from contacts.customers.contact_points import save
from contacts.customers.models import Company, Customer, Email, Phone
from contacts.customers.queries import company_named
from contacts.customfields.fields import apart
from contacts.customfields.values import save_along, save_values
from contacts.db import db
from contacts.history import begin
from contacts.web.names import fold_for_sorting


def add_customer(fields):
    """A new customer from a form's fields, with a first email and phone when given. Returns the record."""
    begin("customers.create", "Added a customer")
    fields, added = apart("customers", fields)
    ways = {model: fields.get(name) for name, model in (("email", Email), ("phone", Phone))}
    customer = fill(Customer(), {name: value for name, value in fields.items() if name not in ("email", "phone")})
    db.session.add(customer)
    db.session.flush()
    save_values("customers", customer.id, added)
    for model, value in ways.items():
        if value:
            save(customer, model(), value=value)
    return customer


def edit_customer(customer, fields):
    """Returns the operation's id."""
    operation = begin("customers.edit", "Edited a customer", customer)
    fields, added = apart("customers", fields)
    fill(customer, fields)
    save_along(customer, added)
    db.session.flush()
    return operation


def delete_customer(customer):
    """The customer and everything that hangs on it. Returns the operation's id: undo brings all of it back."""
    operation = begin("customers.delete", "Deleted a customer", customer)
    db.session.delete(customer)
    db.session.flush()
    return operation


def fill(customer, fields):
    fields = dict(fields)
    if "company_name" in fields:
        customer.company_id = company_id(fields.pop("company_name"))
    for name, value in fields.items():
        setattr(customer, name, value)
    if "name" in fields:
        customer.sort_name = fold_for_sorting(customer.name)
    return customer


def company_id(name):
    """The id of the company of this name; a new one when there is none."""
    if not name:
        return None
    return (company_named(name) or add_company({"name": name})).id


def add_company(fields):
    begin("companies.create", "Added a company")
    fields, added = apart("companies", fields)
    company = Company(**fields, sort_name=fold_for_sorting(fields["name"]))
    db.session.add(company)
    db.session.flush()
    save_values("companies", company.id, added)
    return company


def edit_company(company, fields):
    operation = begin("companies.edit", "Edited a company", company)
    fields, added = apart("companies", fields)
    for name, value in fields.items():
        setattr(company, name, value)
    if "name" in fields:
        company.sort_name = fold_for_sorting(company.name)
    save_along(company, added)
    db.session.flush()
    return operation


def delete_company(company):
    """Its people stay, without a company. Returns the operation's id."""
    operation = begin("companies.delete", "Deleted a company", company)
    db.session.delete(company)
    db.session.flush()
    return operation
