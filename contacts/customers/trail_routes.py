"""The web face of a list seen from one of its records: on to the next one, or back to the one before."""

from flask import Blueprint, redirect, request, url_for

from contacts.access import needs
from contacts.customers.queries import get_customer
from contacts.customers.trail import as_query, neighbour_of
from contacts.web import _, say

bp = Blueprint("beside", __name__, url_prefix="/customers/<int:customer_id>")

ENDS = {"next": _("That was the last one of the list."), "previous": _("That was the first one of the list.")}


@bp.get("/<any(next, previous):way>")
@needs("customers", "read")
def show(customer_id, way):
    """To the neighbour in the list whose query this address has; at an end back to the list."""
    query = as_query(request.query_string.decode("utf-8", "replace"))
    found = neighbour_of(get_customer(customer_id), way)
    if found is None:
        say(ENDS[way])
        return redirect(f"{url_for('customers.index')}?{query}")
    return redirect(url_for("customers.show", id=found, list=query or None))
