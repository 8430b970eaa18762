"""What the pages of a segment show."""

from flask import url_for
from sqlalchemy import select

from contacts.customers.finding import narrowed
from contacts.customers.models import Customer
from contacts.db import db
from contacts.segments.definition import NotUnderstood
from contacts.segments.looks import looks_at, since
from contacts.segments.meaning import answers_for, condition_of, sentence_of
from contacts.segments.queries import count, is_theirs, list_segments, overlap, read_segment, sample
from contacts.segments.within import inside

FEW = 5


def preview(group):
    """Of a definition: its sentence, how many are in it and the first few; or why it cannot be read; or nothing."""
    if group is None:
        return None
    try:
        condition = condition_of(group)
    except NotUnderstood as problem:
        return {"problem": str(problem)}
    number, more = count(condition)
    return {"sentence": sentence_of(group), "number": number, "more": more, "sample": sample(condition)}


def overview(segment, customer=None, other=None, who="", look_id=None):
    """What a segment's page shows; if asked, an answer for one customer, those called `who`, another beside it.

    And, with the key of a look, who entered and left since.
    """
    with inside(segment.id):
        read = read_segment(segment)
        shown = preview(read.group) if read.group else {"problem": read.problem}
    shown = shown | {"read": read, "others": [one for one in list_segments() if one.segment.id != segment.id]}
    may_be_read = "problem" not in shown
    answers = answers_for(read.group, customer) if customer and may_be_read else None
    beside = overlap(read, read_segment(other)) if other and may_be_read and read_segment(other).group else None
    looks = looks_at(segment) if may_be_read else []
    look = next((one for one in looks if one.id == look_id), None)
    return {
        "looks": looks,
        "since": since(look, read.group) if look else None,
        "shown": shown,
        "segment": segment,
        "may_change": is_theirs(segment),
        "customer": customer,
        "answers": answers,
        "is_in": bool(answers is not None and is_in(read.group, customer)),
        "other": other,
        "who": who,
        "meant": named(who) if who else [],
        "beside": beside,
        "list_url": url_for("customers.index", segment=segment.id, sort="name"),
    }


def is_in(group, customer):
    return count(condition_of(group), Customer.id == customer.id)[0] == 1


def named(who):
    """`[(id, name)]` of a few customers who fit these words."""
    wanted = narrowed(select(Customer.id, Customer.name), who).order_by(Customer.sort_name, Customer.id)
    return db.session.execute(wanted.limit(FEW)).all()
