"""What the dictionary says of insights: which fields each is made of."""

from flask import url_for

from contacts.access import may
from contacts.data_model.uses import Use, tells_uses
from contacts.insights.asked import REVENUE
from contacts.insights.queries import INSIGHTS
from contacts.insights.revenue_queries import BY_CATEGORY
from contacts.insights.talk_queries import TALK, TASKS, TICKETS
from contacts.web.words import _

COUNTED = _("counted")
# name: (its title, what it is made of)
MADE_FROM = {
    "revenue": (_("Revenue by month"), REVENUE),
    "categories": (_("Revenue by category"), REVENUE + BY_CATEGORY),
    "top": (_("Top customers"), REVENUE),
    "buyers": (_("New and returning customers"), REVENUE),
    "quiet": (_("Who goes quiet"), REVENUE),
    "grid": (_("How recently, how often, for how much"), REVENUE),
    "lifetime": (_("Lifetime value"), REVENUE),
    "cohorts": (_("Who comes back"), REVENUE),
    "channels": (_("Conversations by channel"), TALK),
    "talkers": (_("Conversations by person"), TALK),
    "tickets": (_("How long tickets take"), TALK + TICKETS),
    "tasks": (_("Open tasks"), TASKS),
}


@tells_uses("insights")
def insights_that_use():
    """Those that the acting role may see."""
    if not may("read", "customers"):
        return []
    return [use_of(name) for name, (_ask, may_ask) in INSIGHTS.items() if may_ask()]


def use_of(name):
    title, fields = MADE_FROM[name]
    url = url_for("insights.index", _anchor=f"insight-{name}")
    return Use(_("Insight"), title, url, {field: [COUNTED] for field in fields})
