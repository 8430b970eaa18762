"""`/patterns`: every component in every state, for people who build pages, where the application is debugged."""

from datetime import UTC, datetime
from types import SimpleNamespace

from flask import Blueprint
from wtforms import BooleanField, DateField, RadioField

from contacts.access import signed_in
from contacts.web import page
from contacts.web.forms import Form, choices_from, long_text, select, text

bp = Blueprint("patterns", __name__)
KINDS = [("call", "Call"), ("email", "Email"), ("meeting", "Meeting"), ("ticket", "Ticket"), ("note", "Note")]


class Patterns(Form):
    name = text("Name", 200, True)
    email = text("Email", 200)
    phone = text("Phone", 60)
    kind = RadioField("Kind", choices=choices_from(KINDS), default="call")
    status = select("Status", [("lead", "Lead"), ("active", "Active")])
    note = long_text("Notes", 5000)
    keep = BooleanField("Keep me informed")
    day = DateField("Day")


class Rows:
    """What a list needs of a listing."""

    id, sort, default, first_page, previous_url, next_url = "patterns", "name", "name", True, None, "#more"

    def __init__(self):
        at = datetime(2026, 11, 18, 10, 42, tzinfo=UTC)
        who = [("Amara Okafor", "Lekki Roastery Collective", 4826000), ("Дмитрий Соколов-Микитов", "Чай и кофе", 99)]
        who += [("A name of sixty signs, which is as long as they come in a list", "A long company", 0)]
        parts = ("name", "company", "value")
        known = {"phone": "+2348035550142", "at": at}
        self.rows = [
            SimpleNamespace(id=number, **known, **dict(zip(parts, one, strict=True))) for number, one in enumerate(who)
        ]

    def url_for_sort(self, key):
        return f"#{key}"


@bp.get("/patterns")
@signed_in
def index():
    listing, form = Rows(), Patterns(formdata=None)
    form.refuse("phone", "Add the country code, for example +234 803 555 0142.")
    return page("patterns.html", form=form, listing=listing, now=listing.rows[0].at)
