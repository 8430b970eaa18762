"""Whether what is stored keeps to the schema: the checks, what each found, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass

from contacts.access import unrestricted
from contacts.data_model import advice, broken
from contacts.data_model.filling import is_open
from contacts.data_model.looking import MOST, Search, counted, first
from contacts.data_model.schema import Schema
from contacts.data_model.seen import RECORDS, part_of
from contacts.db.engines import without_deadline
from contacts.web.words import _

BROKEN, ADVICE = "broken", "advice"
LISTED = 100


@dataclass(frozen=True)
class Check:
    """`name` is in its address; `statements` makes what to ask of a `Search`; `place`: where it is put right.

    `button` and `question` are of what puts it right by itself (see actions).
    """

    name: str
    sort: str
    title: str
    fix: str
    statements: Callable
    place: str | None = None
    button: str = ""
    question: str = ""


CHECKS = {
    check.name: check
    for check in (
        Check(
            "orphans",
            BROKEN,
            _("References to nothing"),
            _("Something outside of Rapport wrote here. Open what is named and choose anew, or restore a backup."),
            broken.orphans,
        ),
        Check(
            "rules",
            BROKEN,
            _("Broken rules"),
            _("Something outside of Rapport wrote here. Open the record, put the value right and save."),
            broken.failed_rules,
        ),
        Check(
            "totals",
            BROKEN,
            _("Totals that do not add up"),
            _("Recompute them on this page (flask doctor --repair totals), or save each purchase again."),
            broken.totals,
            button=_("Recompute totals"),
            question=_("Make each of these totals the sum of its lines? You can undo it."),
        ),
        Check(
            "figures",
            BROKEN,
            _("Kept sums that do not add up"),
            _("Count them anew on this page (flask doctor --repair figures), or all of them with flask stats rebuild."),
            broken.figures,
            button=_("Count anew"),
            question=_("Count these sums anew from the purchases? Nothing else changes."),
        ),
        Check(
            "out-of-reach",
            ADVICE,
            _("Customers out of reach"),
            _("Add an email address, a phone number or an address, or make the customer inactive."),
            advice.out_of_reach,
        ),
        Check(
            "none-to-use",
            ADVICE,
            _("Nothing chosen as the one to use"),
            _("Choose the first on this page (flask doctor --repair none-to-use), or open each and choose yourself."),
            advice.none_to_use,
            button=_("Choose the first"),
            question=_("Use the first email, phone and address of each kind where none is chosen? You can undo it."),
        ),
        Check(
            "stale-addresses",
            ADVICE,
            _("Addresses nobody touched for three years"),
            _("Ask the customer, and save the address again."),
            advice.stale_addresses,
        ),
        Check(
            "without-a-worker",
            ADVICE,
            _("Work of people who left"),
            _("Give these customers, tasks and tickets to somebody who is here."),
            advice.without_a_worker,
            "people.index",
        ),
    )
}


@dataclass(frozen=True)
class Result:
    """A check and how much it found."""

    check: Check
    count: int

    @property
    def is_more(self):
        return self.count > MOST


def searched(schema, newest):
    """The `Search` of the tables that whoever asks reads whole."""
    return Search(Schema({name: one for name, one in schema.tables.items() if is_open(one)}), newest)


def results(schema, newest):
    """`[Result]` of every check."""
    search = searched(schema, newest)
    with unrestricted("checks of integrity count rows and say nothing of what is in them") as session:
        if newest is None:
            without_deadline(session.connection())
        return [Result(check, counted(session, list(check.statements(search)))) for check in CHECKS.values()]


def findings(check, schema, newest, most=LISTED):
    """The first `Finding`s of a check."""
    statements = list(check.statements(searched(schema, newest)))
    with unrestricted("checks of integrity name rows and say nothing of what is in them") as session:
        if newest is None:
            without_deadline(session.connection())
        return first(session, statements, most)


def unused_fields(schema):
    """`[(table, column)]` of fields of records that nobody fills in."""
    records = schema.only({name for name, one in schema.tables.items() if part_of(one) == RECORDS})
    return advice.unused_fields(records)
