"""Questions about work: conversations by channel and person, how long tickets take, and what is still to do."""

from flask import url_for
from sqlalchemy import case, func, select

from contacts.access import may, sees
from contacts.communications.words import CHANNELS
from contacts.customers.models import Customer
from contacts.db import db, utcnow
from contacts.insights.among import rollup
from contacts.insights.asked import within
from contacts.insights.figures import Figure, Insight, span
from contacts.insights.talk_models import TalkMonth, TicketMonth
from contacts.tasks.models import Task
from contacts.web.periods import period_of_month
from contacts.web.reader import reader
from contacts.web.words import _, ngettext

NOBODY = _("Nobody")
SHOWN = 20  # people
TALK = ("communications.channel", "communications.happened_at", "communications.author_id")
TICKETS = ("tickets.opened_at", "tickets.closed_at", "tickets.assignee_id")
TASKS = ("tasks.assignee_id", "tasks.due_at", "tasks.done_at")


def sees_talk():
    return bool(may("read", "communications")) and all(map(sees, TALK))


def sees_tickets():
    return sees_talk() and all(map(sees, TICKETS))


def sees_tasks():
    return bool(may("read", "tasks")) and all(map(sees, TASKS))


def stretch(asked):
    """What an address says of the period and the owner, without a currency."""
    return {name: value for name, value in asked.where.items() if name != "currency"}


def channels(asked):
    """How many conversations there were on each channel."""
    rows = rollup(TalkMonth, asked)
    statement = within(rows, select(rows.channel, func.sum(rows.conversations)), asked).group_by(rows.channel)
    counts = {channel: int(number) for channel, number in db.session.execute(statement) if number}
    figures = [
        Figure(str(CHANNELS[name]), (counts[name],), url_for("conversations.index", channel=name, **stretch(asked)))
        for name in sorted(CHANNELS, key=lambda name: -counts.get(name, 0))
        if name in counts
    ]
    total = sum(counts.values())
    finding = ngettext("%(num)d conversation.", "%(num)d conversations.", total)
    heads = ((_("Conversations"), "number"),)
    note = _("Private ones are not counted. Months are those of UTC.")
    return Insight(
        "channels", _("Conversations by channel"), when(asked), finding, _("Channel"), heads, figures, note=note,
        chart="bars",
    )  # fmt: skip


def talkers(asked):
    """Who talked how often on the four channels that are used most."""
    rows, counts = rollup(TalkMonth, asked), {}
    statement = within(rows, select(rows.author_id, rows.channel, func.sum(rows.conversations)), asked)
    for author, channel, number in db.session.execute(statement.group_by(rows.author_id, rows.channel)):
        counts.setdefault(author, {})[channel] = int(number)
    used = sorted(CHANNELS, key=lambda name: -sum(its.get(name, 0) for its in counts.values()))[:4]
    names, figures = {0: NOBODY, **dict(map(tuple, asked.people))}, []
    for author in sorted(counts, key=lambda one: (-sum(counts[one].values()), one))[:SHOWN]:
        known = {"author": author or "nobody", **stretch(asked)}
        urls = [url_for("conversations.index", channel=name, **known) for name in used]
        all_of_them = url_for("conversations.index", **known)
        values = sum(counts[author].values()), *(counts[author].get(name, 0) for name in used)
        figures.append(Figure(names.get(author, _("Somebody who left")), values, None, (all_of_them, *urls)))
    heads = ((_("All"), "number"), *((str(CHANNELS[name]), "number") for name in used))
    finding = _("%(name)s talked most often.", name=figures[0].label) if figures else ""
    return Insight(
        "talkers", _("Conversations by person"), when(asked), finding, _("Who"), heads, figures, chart="none"
    )  # fmt: skip


def tickets(asked):
    """By the month they were opened in: how many, how long to the first answer, and how long until they were closed."""
    sums = ("tickets", "replied", "reply_minutes", "solved", "solve_minutes")
    rows = rollup(TicketMonth, asked)
    columns = [func.sum(getattr(rows, name)) for name in sums]
    statement = within(rows, select(rows.month, *columns), asked).group_by(rows.month)
    found = {row[0]: [int(value) for value in row[1:]] for row in db.session.execute(statement)}
    figures = [ticket_month(month, found[month], asked) for month in sorted(found) if found[month][0]]
    replied, waited = (sum(values[at] for values in found.values()) for at in (1, 2))
    finding = _("The first answer took %(long)s on average.", long=span(waited // replied)) if replied else ""
    heads = (
        (_("Opened"), "number"), (_("Answered"), "number"), (_("First answer after"), "span"),
        (_("Closed"), "number"), (_("Closed after"), "span"),
    )  # fmt: skip
    note = _("On average, of those that were answered and closed. The first answer is the first outgoing message.")
    return Insight(
        "tickets", _("How long tickets take"), when(asked), finding, _("Opened in"), heads, figures[-24:], note=note,
        chart="none",
    )  # fmt: skip


def ticket_month(month, values, asked):
    opened, replied, waited, solved, took = values
    said = period_of_month(month)
    url = url_for("tickets.index", opened=said.value, **asked.whose)
    closed = url_for("tickets.index", opened=said.value, status="closed", **asked.whose)
    shown = opened, replied, waited // replied if replied else None, solved, took // solved if solved else None
    return Figure(said.label(reader().locale), shown, None, (url, None, None, closed, closed))


def tasks(asked):
    """What is open and what is late, by who has to do it: today, whatever the period."""
    late = func.sum(case((Task.due_at < utcnow(), 1), else_=0))
    statement = select(Task.assignee_id, func.count(), late).where(Task.done_at.is_(None)).group_by(Task.assignee_id)
    if asked.among is not None:
        statement = statement.where(Task.customer_id.in_(asked.among))
    elif asked.owner is not None:
        owner = Customer.owner_id == asked.owner if asked.owner else Customer.owner_id.is_(None)
        statement = statement.join(Customer, Customer.id == Task.customer_id).where(owner)
    rows = sorted(db.session.execute(statement), key=lambda row: (-row[1], row[0] or 0))
    names, figures = dict(map(tuple, asked.people)), []
    for assignee, number, overdue in rows[:SHOWN]:
        url = url_for("tasks.index", assignee=assignee or "nobody", **asked.whose)
        label = names.get(assignee, _("Somebody who left")) if assignee else NOBODY
        figures.append(Figure(label, (number, int(overdue or 0)), None, (url, f"{url}&late=yes")))
    overdue = sum(figure.values[1] for figure in figures)
    finding = ngettext("%(num)d is late.", "%(num)d are late.", overdue)
    heads = ((_("Open"), "number"), (_("Late"), "number"))
    return Insight("tasks", _("Open tasks"), _("Today"), finding, _("Who"), heads, figures, chart="none")


def when(asked):
    return asked.period.label(reader().locale) if asked.period else _("All years")
