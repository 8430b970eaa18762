"""What kinds of records can have fields of their own, what kinds of values there are, and what they are called."""

from enum import StrEnum

from contacts.web.words import _

# table of the records: the kind of record that rights name
KINDS = {
    "customers": "customers",
    "companies": "companies",
    "addresses": "addresses",
    "purchases": "purchases",
    "products": "products",
    "communications": "communications",
}
RECORDS = {
    "customers": _("Customers"),
    "companies": _("Companies"),
    "addresses": _("Addresses"),
    "purchases": _("Purchases"),
    "products": _("Products"),
    "communications": _("Conversations"),
}
OFFERED = tuple(KINDS)  # those whose forms and pages show them
TARGETS = ("customers", "companies", "products", "purchases")


class Type(StrEnum):
    TEXT = "text"
    LONG = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"
    YES_NO = "yes_no"
    CHOICE = "choice"
    SEVERAL = "several"
    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    PERSON = "person"
    RECORD = "record"


TYPES = {
    Type.TEXT: _("Text"),
    Type.LONG: _("Long text"),
    Type.NUMBER: _("Number"),
    Type.MONEY: _("Money"),
    Type.DATE: _("Date"),
    Type.MOMENT: _("Date and time"),
    Type.YES_NO: _("Yes or no"),
    Type.CHOICE: _("Choice"),
    Type.SEVERAL: _("Several choices"),
    Type.LINK: _("Link"),
    Type.EMAIL: _("Email"),
    Type.PHONE: _("Phone"),
    Type.PERSON: _("Person"),
    Type.RECORD: _("Link to a record"),
}
LETTERS = {Type.TEXT, Type.LONG, Type.LINK, Type.EMAIL, Type.PHONE}  # kept as they are written
MEASURED = {Type.TEXT, Type.LONG, Type.NUMBER, Type.MONEY, Type.DATE, Type.MOMENT}  # have a least and a most
CHOICES = {Type.CHOICE, Type.SEVERAL}
RANGED = {Type.NUMBER, Type.MONEY, Type.DATE, Type.MOMENT}  # lists ask for them from one value to another
SORTED = (
    LETTERS - {Type.LONG} | RANGED | {Type.YES_NO, Type.CHOICE}
)  # lists sort by them: they have an order, and fit an index
