"""Invents conversations, tickets with their threads, and tasks."""

from datetime import timedelta

from contacts.demo.phrases import OUTCOMES, REPLIES, TALK, TASKS

CHANNELS = ("email", "call", "meeting", "chat", "sms", "letter", "note")
DIRECTED = {"email", "call", "chat", "sms", "letter"}


def communication(rng, customer_id, authors, now, ticket=None, body=None):
    channel = "ticket" if ticket else rng.choices(CHANNELS, (40, 25, 8, 10, 7, 2, 8))[0]
    subject, said = TALK[channel]
    return {
        "customer_id": customer_id,
        "channel": channel,
        "direction": rng.choice(("outgoing", "incoming")) if channel in DIRECTED or ticket else None,
        "outcome": rng.choice(OUTCOMES) if channel == "call" else None,
        "subject": subject,
        "body": body or said,
        "happened_at": now - timedelta(minutes=rng.randrange(1, 900 * 24 * 60)),
        "duration": rng.randrange(2, 90) if channel in ("call", "meeting") else None,
        "author_id": rng.choice(authors),
        "ticket_id": ticket,
    }


def ticket(rng, id, customer_id, assignees, now):
    opened = now - timedelta(minutes=rng.randrange(60, 200 * 24 * 60))
    status = rng.choice(("open", "pending", "closed", "closed"))
    return {
        "id": id,
        "customer_id": customer_id,
        "subject": TALK["ticket"][0],
        "status": status,
        "priority": rng.choice(("low", "normal", "normal", "high")),
        "assignee_id": rng.choice(assignees),
        "opened_at": opened,
        "closed_at": opened + timedelta(minutes=45) if status == "closed" else None,
    }


def thread(rng, ticket, authors, now):
    """The messages of a ticket, a few minutes apart."""
    for at, body in enumerate((TALK["ticket"][1], *REPLIES)[: rng.randrange(1, 5)]):
        row = communication(rng, ticket["customer_id"], authors, now, ticket["id"], body)
        moment = ticket["opened_at"] + timedelta(minutes=10 * at)
        yield {**row, "happened_at": moment, "direction": "outgoing" if at in (1, 2) else "incoming"}


def task(rng, customer_id, assignees, now):
    """Overdue, today, later, or done."""
    due = now.replace(hour=16, minute=0) + timedelta(days=rng.choice((-9, -2, 0, 0, 1, 4, 20)))
    return {
        "customer_id": customer_id,
        "title": rng.choice(TASKS),
        "due_at": due,
        "assignee_id": rng.choice(assignees),
        "done_at": now - timedelta(days=rng.randrange(1, 30)) if rng.random() < 0.4 else None,
    }
