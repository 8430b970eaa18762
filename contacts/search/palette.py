"""What the palette shows: hits, actions for the best of them, ways to go on, a new customer; recent ones at first."""

from flask import current_app, url_for

from contacts.access import may, sees
from contacts.customers.keys import completions
from contacts.search.offers import FEW, FOR_ONE, Offer, actions, categories, line_to_log, named, pages
from contacts.search.queries import search
from contacts.search.recent import recent
from contacts.web.words import _


def offers(typed):
    """`{groups: [(heading, [Offer])], problem, count}` for what was typed."""
    if typed.startswith(">"):
        return told([(_("Actions"), named(actions(), typed[1:]))])
    if typed.startswith("#"):
        return told([(_("Categories"), named(categories(), typed[1:]))])
    if not typed.strip():
        return told([(_("Recently worked on"), recent()), (_("Actions"), actions()[:FEW])])
    if line := [*line_to_log(typed)]:
        return told([(_("Actions"), [*line, everything(typed.strip())])])
    results = search(typed, {"customers", "companies"})
    groups = [] if results.problem else [*hits_of(results), *for_the_best(results)]
    rest = [*named(actions() + pages(), typed), *a_new_one(results), everything(results.asked.typed)]
    groups += [(_("Search by"), [Offer(one, fill=one) for one in completions(results.asked.typed)]), (_("Pages"), rest)]
    return told(groups, results.problem, results.instead, results.asked.typed)


def told(groups, problem="", instead="", q=""):
    groups = [(heading, found) for heading, found in groups if found]
    return {
        "groups": groups,
        "problem": problem,
        "instead": instead,
        "q": q,
        "count": sum(len(found) for _heading, found in groups),
    }


def hits_of(results):
    for found in results.groups:
        yield found.group.label, [offer_of(hit) for hit in found.hits]


def offer_of(hit):
    person = (hit.id, hit.name, hit.is_square) if hit.name else None
    return Offer(hit.title, hit.url, hit.icon, hit.why or hit.about, hit.at, person=person)


def for_the_best(results):
    """What can be done with the first customer."""
    first = next((found.hits[0] for found in results.groups if found.group.name == "customers"), None)
    if first is None:
        return
    found = []
    for endpoint, (verb, kind), icon, words, keys, piece in FOR_ONE:
        if may(verb, kind) and endpoint in current_app.view_functions:
            name = "id" if endpoint == "customers.show" else "customer_id"
            found.append(Offer(words, url_for(endpoint, **{name: first.id}) + piece, icon, keys=keys))
    yield _("For %(name)s", name=first.name), found


def everything(q):
    return Offer(_("Search everything for “%(q)s”", q=q), url_for("search.index", q=q), "search")


def a_new_one(results):
    """Nobody is called exactly so yet, or another one is."""
    name = " ".join(term.typed for term in results.asked.terms if not term.digits)
    if name and may("create", "customers") and sees("customers.name"):
        words = _("New customer named “%(name)s”", name=results.asked.typed)
        yield Offer(words, url_for("customers.new", name=results.asked.typed), "user-plus")
