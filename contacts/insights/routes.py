"""The web face of insights: one page of figures, and each as a CSV file."""

from flask import Blueprint, Response, abort, request, url_for

from contacts.access import needs, record_event_now
from contacts.customers.queries import get_customer
from contacts.insights.asked import (
    asked_for,
    choices_of_currency,
    choices_of_owner,
    choices_of_period,
    choices_of_segment,
    sees_revenue,
)
from contacts.insights.charts import bars_of, columns_of
from contacts.insights.files import lines_of
from contacts.insights.queries import INSIGHTS, insights, may_take
from contacts.insights.suggestions import is_suggested, may_suggest
from contacts.interests.actions import add_interests
from contacts.web import _, moved, page, say
from contacts.web.listing import asked_id
from contacts.web.reader import in_english
from contacts.web.spreadsheets import csv_lines

bp = Blueprint("insights", __name__)


@bp.get("/insights")
@needs("customers", "read")
def index():
    asked = asked_for()
    choices = {"periods": choices_of_period(asked), "owners": choices_of_owner(asked)}
    choices["segments"] = choices_of_segment()
    choices["currencies"] = choices_of_currency(asked)
    choices["sees_money"] = sees_revenue()
    known = {"columns": columns_of, "bars": bars_of, **choices, "may_take": may_take}
    return page("insights/index.html#figures", asked=asked, found=insights(asked), **known)


@bp.get("/insights/<insight>.csv")
@needs("customers", "export")
@in_english()
def download(insight):
    """The figures of one insight, as the page shows them, for who may take out all of what they are made of."""
    found = insights(asked_for(), [insight]).get(insight) if insight in INSIGHTS else None
    if found is None:
        abort(404)
    if not may_take(insight):
        abort(403)
    record_event_now("export", detail=f"insight {insight} as CSV; {found.about}")
    heading, rows = lines_of(found)
    response = Response(csv_lines(heading, rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{insight}.csv"'
    return response


@bp.post("/customers/<int:customer_id>/interests/suggested")
@needs("interests", "create")
def confirm_interest(customer_id):
    """One of the suggested categories becomes an interest; what is not suggested (any more) is refused."""
    customer, category_id = get_customer(customer_id), asked_id("category_id", request.form)
    if not may_suggest() or category_id is None or not is_suggested(customer, category_id):
        abort(422, _("This is not suggested any more. Look at the page again."))
    say(_("Interest added."), add_interests(customer, [category_id]))
    return moved(url_for("customers.show", id=customer.id))
