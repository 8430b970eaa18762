"""The hub: companies, customers, and how to reach them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.access.sealing import Sealed, lookup_column, sealed_column
from contacts.customers.figures import CustomerStats, CustomerValue
from contacts.db import Money, Record, choice, foreign_key
from contacts.users.models import User

if TYPE_CHECKING:
    from contacts.addresses.models import Address
    from contacts.interests.models import Interest

__all__ = ["Company", "Customer", "CustomerStats", "CustomerValue", "Email", "Kind", "Phone", "Status"]


class Kind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Status(StrEnum):
    LEAD = "lead"
    ACTIVE = "active"
    INACTIVE = "inactive"


class Company(Record):
    """An organisation that customers work for."""

    __tablename__ = "companies"
    __kind__ = "companies"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name_given"),
        Index(None, "sort_name", "id"),
        {"comment": "Organisations that customers work for", "sqlite_autoincrement": True},
    )

    name: Mapped[str] = mapped_column(String(200), comment="What the company is called", info={"search": "companies"})
    sort_name: Mapped[str] = mapped_column(
        String(200), comment="The name folded for sorting; derived", info={"copy_of": ("companies", "name")}
    )
    website: Mapped[str | None] = mapped_column(String(500), comment="Web address")
    phone: Mapped[str | None] = mapped_column(String(60), comment="Switchboard, as typed")
    industry: Mapped[str | None] = mapped_column(String(100), comment="What it does")

    customers: Mapped[list[Customer]] = relationship(back_populates="company", lazy="raise", passive_deletes="all")


class Customer(Record):
    """Somebody the team sells to: a person or an organisation."""

    __tablename__ = "customers"
    __kind__ = "customers"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name_given"),
        CheckConstraint("touch_every_days BETWEEN 1 AND 3650", name="touch_every_days"),
        UniqueConstraint("source", "external_id"),
        Index(None, "sort_name", "id"),
        Index(None, "status", "sort_name", "id"),
        Index(None, "owner_id", "sort_name", "id"),
        Index(None, "created_at", "id"),
        Index(None, "status", "created_at", "id"),
        Index(None, "owner_id", "created_at", "id"),
        {"comment": "People and organisations the team sells to", "sqlite_autoincrement": True},
    )

    uid: Mapped[str] = mapped_column(
        String(32), unique=True, default=Sealed.new_uid, comment="Random identity: binds sealed values to this row"
    )
    kind: Mapped[Kind] = mapped_column(choice(Kind), default=Kind.PERSON, comment="A person or an organisation")
    name: Mapped[str] = mapped_column(
        String(200), comment="What the customer is called, in any script", info={"search": "names"}
    )
    sort_name: Mapped[str] = mapped_column(
        String(200), comment="The name folded for sorting; derived", info={"copy_of": ("customers", "name")}
    )
    given_name: Mapped[str | None] = mapped_column(String(100), comment="Given name, when it matters apart")
    family_name: Mapped[str | None] = mapped_column(String(100), comment="Family name, when it matters apart")
    company_id: Mapped[int | None] = foreign_key(
        "companies.id", "Where the customer works", ondelete="SET NULL", nullable=True
    )
    job_title: Mapped[str | None] = mapped_column(String(120), comment="What the customer does there")
    status: Mapped[Status] = mapped_column(choice(Status), default=Status.ACTIVE, comment="Lead, active or inactive")
    owner_id: Mapped[int | None] = foreign_key(
        "users.id", "Who looks after the customer", ondelete="SET NULL", nullable=True, index=False
    )
    language: Mapped[str | None] = mapped_column(String(35), comment="Language to write in (BCP 47)")
    time_zone: Mapped[str | None] = mapped_column(String(50), comment="Where the customer's clock stands (IANA)")
    source: Mapped[str | None] = mapped_column(String(60), comment="Where the record came from")
    external_id: Mapped[str | None] = mapped_column(
        String(100), comment="Key of the record in its source", info={"search": "references"}
    )
    notes: Mapped[str | None] = mapped_column(String(20000), comment="Anything worth knowing")
    touch_every_days: Mapped[int | None] = mapped_column(
        comment="Days after which to be in touch again; empty when nobody minds"
    )
    birth_date_sealed: Mapped[str | None] = sealed_column("birth_date", "Date of birth", mask="year")
    tax_id_sealed: Mapped[str | None] = sealed_column("tax_id", "Tax number", mask="last4")
    tax_id_lookup: Mapped[str | None] = lookup_column("customers", "tax_id", "tax number")
    bank_account_sealed: Mapped[str | None] = sealed_column("bank_account", "Bank account", mask="last4")
    bank_account_lookup: Mapped[str | None] = lookup_column("customers", "bank_account", "bank account")
    credit_limit_sealed: Mapped[str | None] = sealed_column("credit_limit", "Credit limit", mask="blank")

    birth_date = Sealed("birth_date", date.fromisoformat)
    tax_id = Sealed("tax_id")
    bank_account = Sealed("bank_account")
    credit_limit = Sealed("credit_limit", Money.parse)

    company: Mapped[Company | None] = relationship(back_populates="customers", lazy="select")
    owner: Mapped[User | None] = relationship(lazy="select")
    emails: Mapped[list[Email]] = relationship(
        back_populates="customer", order_by="(Email.is_primary.desc(), Email.id)", passive_deletes="all"
    )
    phones: Mapped[list[Phone]] = relationship(
        back_populates="customer", order_by="(Phone.is_primary.desc(), Phone.id)", passive_deletes="all"
    )
    addresses: Mapped[list[Address]] = relationship(
        back_populates="customer",
        order_by="(Address.kind, Address.is_default.desc(), Address.id)",
        passive_deletes="all",
    )
    interests: Mapped[list[Interest]] = relationship(back_populates="customer", passive_deletes="all")
    stats: Mapped[CustomerStats | None] = relationship(viewonly=True, lazy="raise")


class Email(Record):
    """An address that reaches a customer by email."""

    __tablename__ = "emails"
    __kind__ = "contacts"
    __table_args__ = (
        UniqueConstraint("customer_id", "folded"),
        Index(
            "uq_emails_one_primary",
            "customer_id",
            unique=True,
            sqlite_where=text("is_primary"),
            postgresql_where=text("is_primary"),
        ),
        {"comment": "Email addresses of customers", "sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = foreign_key("customers.id", "Whose address it is", ondelete="CASCADE", index=False)
    value: Mapped[str] = mapped_column(
        String(254), comment="The address as typed", info={"mask": "email", "search": "emails"}
    )
    folded: Mapped[str] = mapped_column(
        String(254),
        index=True,
        comment="The address for lookup: lower case, host in ASCII",
        info={"mask": "blank", "copy_of": ("emails", "value")},
    )
    label: Mapped[str | None] = mapped_column(String(40), comment="What it is for, such as work")
    is_primary: Mapped[bool] = mapped_column(default=False, comment="The one to write to; one a customer")
    unusable: Mapped[bool] = mapped_column(default=False, comment="Mail to it bounces")

    customer: Mapped[Customer] = relationship(back_populates="emails", lazy="raise")


class Phone(Record):
    """A number that reaches a customer by phone."""

    __tablename__ = "phones"
    __kind__ = "contacts"
    __table_args__ = (
        Index(
            "uq_phones_one_primary",
            "customer_id",
            unique=True,
            sqlite_where=text("is_primary"),
            postgresql_where=text("is_primary"),
        ),
        Index(None, "customer_id"),
        {"comment": "Phone numbers of customers", "sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = foreign_key("customers.id", "Whose number it is", ondelete="CASCADE", index=False)
    value: Mapped[str] = mapped_column(
        String(60), comment="The number as typed", info={"mask": "last4", "search": "phones"}
    )
    e164: Mapped[str | None] = mapped_column(
        String(20),
        index=True,
        comment="The number in E.164, when it is valid",
        info={"mask": "blank", "search": "phones", "copy_of": ("phones", "value")},
    )
    label: Mapped[str | None] = mapped_column(String(40), comment="What it is for, such as mobile")
    is_primary: Mapped[bool] = mapped_column(default=False, comment="The one to ring; one a customer")
    unusable: Mapped[bool] = mapped_column(default=False, comment="Nobody answers there any more")

    customer: Mapped[Customer] = relationship(back_populates="phones", lazy="raise")
