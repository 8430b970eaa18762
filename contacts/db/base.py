"""The base of every table: naming convention, keys, and the columns of a record that people edit."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Identity, MetaData, String, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column

from contacts.db.types import UTCDateTime, WholeNumber, utcnow

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table. `__kind__` is the kind of record it belongs to (rights), `__ledger__` whether people change it."""

    metadata = MetaData(naming_convention=NAMES)
    __kind__ = None
    __ledger__ = False

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        table = cls.__dict__.get("__table__")
        if table is not None:
            table.info.update(kind=cls.__kind__, ledger=cls.__ledger__)
            limit_text(table)


class Record(Base):
    """A row that people edit: a key that is never reused, when it came and changed, and its version."""

    __abstract__ = True
    __ledger__ = True

    @declared_attr.directive
    def __mapper_args__(cls):
        return {"version_id_col": cls.version, "eager_defaults": False}

    id: Mapped[int] = mapped_column(
        WholeNumber, Identity(), primary_key=True, comment="Key; never used twice", sort_order=-1
    )
    created_at: Mapped[datetime] = mapped_column(
        UTCDateTime, default=utcnow, comment="When the row was made (UTC)", sort_order=90
    )
    updated_at: Mapped[datetime] = mapped_column(
        UTCDateTime, default=utcnow, onupdate=utcnow, comment="When the row last changed (UTC)", sort_order=91
    )
    version: Mapped[int] = mapped_column(
        default=1, comment="Counts the changes, so that a lost update is noticed", sort_order=92
    )


def foreign_key(target, comment, *, ondelete, nullable=False, index=True, **options):
    """A foreign key: indexed, and saying on purpose what happens when its target goes."""
    return mapped_column(
        WholeNumber, ForeignKey(target, ondelete=ondelete), nullable=nullable, index=index, comment=comment, **options
    )


def choice(kind):
    """The type of a column that holds one word of a `StrEnum`: text with a CHECK, on both engines."""
    return Enum(
        kind,
        name=kind.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )


def limit_text(table):
    """SQLite ignores VARCHAR lengths, so every text column carries its limit as a CHECK."""
    for column in table.columns:
        if isinstance(column.type, String) and not isinstance(column.type, Enum) and column.type.length:
            rule = f"length({column.name}) <= {column.type.length}"
            table.append_constraint(CheckConstraint(rule, name=f"{column.name}_length"))


@event.listens_for(Mapper, "mapper_configured")
def insert_only_what_is_given(mapper, cls):
    """An INSERT names only the columns that were set: a role need not hold those it leaves out (Postgres grants)."""
    mapper._insert_cols_as_none = dict.fromkeys(mapper.tables, frozenset())
