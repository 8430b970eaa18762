"""What one line comes to for who types it: the customer, the conversation, the task and the interests."""

from datetime import UTC, datetime, time

from sqlalchemy import select

from contacts.access import level, may, sees
from contacts.capture.choices import Choice, Understood
from contacts.capture.languages import language_of
from contacts.capture.people import with_contact
from contacts.categories.models import Category
from contacts.communications.composer import today
from contacts.communications.models import Channel
from contacts.db import db
from contacts.web import moments
from contacts.web.moment_field import own_zone
from contacts.web.names import fold_for_sorting
from contacts.web.reader import reader
from contacts.web.words import _

MOST_CATEGORIES, MOST_TAGS = 1000, 5
LONGEST_TITLE = 300


def understand(line, picked):
    """The Understood of a line, which may be None; `picked`: what was chosen, by the names of the choices."""
    line = " ".join((line or "").split())
    if not line:
        return Understood(line)
    reading, contact = with_contact(line, today(), language_of(reader().locale), picked.get("customer"))
    no_task, notes = task_note(reading, "no_task" in picked)
    categories, kept = interests_in(reading, picked, notes)
    channel = channel_of(reading, notes)
    body = reading.body(with_task=no_task, tags=kept)
    return Understood(
        line,
        channel,
        reading.direction,
        contact,
        "" if contact or not reading.contact else reading.contact,
        body,
        "" if no_task or not reading.whens else title_of(reading, body),
        None if no_task or not reading.whens else due_of(reading, picked.get("due")),
        "no_task" in picked and bool(reading.whens),
        tuple(categories),
        tuple(notes),
    )


def channel_of(reading, notes):
    """What the line says, else a note; a ticket only for those who may open one."""
    if reading.channel == Channel.TICKET and level("tickets.subject") != "edit":
        notes.append(_("Your role may not open tickets: this becomes a note."))
        return Channel.NOTE
    return Channel(reading.channel or Channel.NOTE)


def task_note(reading, is_unwanted):
    """(whether no task is made, the sentences that say so)."""
    words = reading.said("task", "when")
    if reading.whens and not may_add_tasks():
        return True, [_("Your role may not add tasks: “%(words)s” stays in the text.", words=words)]
    if reading.undated:
        words = reading.undated
        return True, [_("“%(words)s” stays in the text. After a comma it makes a task.", words=words)]
    return is_unwanted, []


def may_add_tasks():
    return bool(may("create", "tasks")) and level("tasks.title") == level("tasks.due_at") == "edit"


def title_of(reading, body):
    """What is to be done; a day alone follows up on what was said."""
    return (reading.task or f"{_('Follow up')}: {body}")[:LONGEST_TITLE]


def due_of(reading, picked):
    options = tuple((value_of(when), in_words(when), "") for when in reading.whens)
    asked = reading.said("when")
    question = _("When is “%(words)s”?", words=asked)
    return Choice("due", asked, question, options).settled(picked, len(options) == 1)


def value_of(when):
    return when.day.isoformat() if when.at is None else f"{when.day.isoformat()}T{when.at:%H:%M}"


def in_words(when):
    """ "Fri 4 Dec 10:00": the time is always said."""
    words, clock = moments.due_in_words(moment_of(when), reader().zone, reader().locale), when.at and f"{when.at:%H:%M}"
    return f"{words} {clock}" if clock and clock not in words else words


def moment_of(when):
    return datetime.combine(when.day, when.at or time.min, own_zone())


def moment_chosen(choice):
    """The moment in UTC that an option of `due_of` stands for. A day without a time is the whole day."""
    return datetime.fromisoformat(choice.chosen).replace(tzinfo=own_zone()).astimezone(UTC)


def interests_in(reading, picked, notes):
    """(choices of categories, tags that stay in the text because they are none)."""
    categories = known_categories() if reading.tags else None
    choices, kept = [], []
    for number, (token, name) in enumerate(reading.tags):
        found = named(name, categories or ()) if number < MOST_TAGS else ()
        if found:
            question = _("Which category is “%(name)s”?", name=name)
            choice = Choice(f"category-{number}", token, question, found)
            choices.append(choice.settled(picked.get(choice.name), len(found) == 1))
            continue
        kept.append(token)
        notes.append(sentence_about(token, categories))
    return choices, kept


def sentence_about(tag, categories):
    if categories is None:
        return _("Your role may not add interests: “%(tag)s” stays in the text.", tag=tag)
    return _("There is no category “%(tag)s”: it stays in the text.", tag=tag)


def known_categories():
    """`[(id, name)]` to name an interest by, or None when this role may not add one."""
    if not (may("edit", "interests") and may("read", "categories") and sees("categories.name")):
        return None
    wanted = select(Category.id, Category.name).order_by(Category.name, Category.id).limit(MOST_CATEGORIES)
    return db.session.execute(wanted).all()


def named(name, categories):
    """Options of those called so, whatever stands between the words; else of those whose names begin so."""
    asked = squeezed(name)
    all_of_them = [(str(id), title, "", squeezed(title)) for id, title in categories]
    same = [one[:3] for one in all_of_them if one[3] == asked]
    return tuple(same or [one[:3] for one in all_of_them if asked and one[3].startswith(asked)][:MOST_TAGS])


def squeezed(name):
    return "".join(sign for sign in fold_for_sorting(name) if sign.isalnum())
