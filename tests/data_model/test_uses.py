"""Where a field is used: by segments, views, imports and insights, for whoever reads these, and of no hidden field."""

import json
import re

import pytest
from sqlalchemy import select

from contacts.data_model import uses as uses_module
from contacts.data_model.uses import USERS
from contacts.db import Base
from contacts.exchange.kinds import KINDS
from contacts.exchange.uses import column_of, names_of
from contacts.insights.queries import INSIGHTS
from contacts.insights.uses import MADE_FROM
from contacts.segments.fields import FIELDS
from contacts.segments.models import Segment
from contacts.segments.uses import columns_of
from contacts.users.models import User
from contacts.views.models import SavedView
from tests.factories import add, found, make_role, make_user, writing

TABLE = "/data-model/tables/customers"


def keep_segment(name, *fields, owner, sharing="everyone"):
    parts = [{"field": field, "asks": "given"} for field in fields]
    definition = json.dumps({"match": "all", "parts": [*parts[:1], {"match": "any", "parts": parts[1:] or parts}]})
    return add(Segment(name=name, definition=definition, owner_id=owner, sharing=sharing)).id


def keep_view(name, query, owner, sharing="everyone"):
    view = SavedView(list_name="customers", name=name, query=query, owner_id=owner, sharing=sharing)
    return add(view).id


def uses_in(html):
    """`{name: [what, how]}`"""
    part = html.partition('id="uses-title"')[2].partition("</section>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", part, re.S)[1:]
    texts = [
        [re.sub("<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.S)] for row in rows
    ]
    return {name: (what, how) for what, name, how in texts}


@pytest.fixture
def kept(app):
    """The ids of a segment and a view for everyone, and one each that their owner keeps."""
    with writing():
        owner = make_user("manager").id
        shared = keep_segment("Titled", "customers.job_title", "customers.status", owner=owner)
        keep_segment("Mine <alone>", "customers.status", owner=owner, sharing="private")
        view = keep_view("Leads here", "status=lead&sort=-created&columns=job_title,owner", owner)
        keep_view("My view", "status=lead&columns=status", owner, "private")
    return shared, view


def test_a_field_names_the_segments_and_views_that_use_it(kept, sign_in):
    segment, view = kept
    client = sign_in("administrator")
    html = client.get(f"{TABLE}/status").text
    assert uses_in(html)["Titled"] == ("Segment", "asked about")
    assert uses_in(html)["Leads here"] == ("View", "filtered by")
    assert f'href="/segments/{segment}"' in html
    assert f'href="/customers?view={view}&amp;' in html
    titles = uses_in(client.get(f"{TABLE}/job_title").text)
    assert titles["Leads here"] == ("View", "shown")
    assert uses_in(client.get(f"{TABLE}/created_at").text)["Leads here"] == ("View", "sorted by")
    assert uses_in(client.get(f"{TABLE}/owner_id").text)["Leads here"] == ("View", "shown")


def test_a_table_names_what_uses_its_fields(kept, sign_in):
    said = uses_in(sign_in("administrator").get(TABLE).text)
    assert said["Titled"] == ("Segment", "job_title, status")
    assert said["Leads here"][1] == "job_title, status, owner_id, created_at"


def test_a_view_in_the_usual_order_uses_the_name_that_is_sorted(app, sign_in):
    with writing():
        keep_view("By name", "columns=source", make_user().id)
    assert uses_in(sign_in("administrator").get(f"{TABLE}/name").text)["By name"] == ("View", "sorted by")


@pytest.mark.parametrize("path", [f"{TABLE}/status", TABLE])
def test_what_others_keep_for_themselves_is_not_named(kept, sign_in, path):
    html = sign_in("administrator").get(path).text
    assert "Mine" not in html
    assert "My view" not in html


def test_the_owner_finds_their_own(kept, app, sign_in):
    client = sign_in("manager")
    with writing():
        mine = found(select(User.id).order_by(User.id.desc()).limit(1))[0]
        keep_segment("Mine <too>", "customers.status", owner=mine, sharing="private")
    html = client.get(f"{TABLE}/status").text
    assert "Mine &lt;too&gt;" in html
    assert "Mine &lt;alone&gt;" not in html


def test_nothing_is_said_of_a_hidden_field_nor_of_what_asks_about_one(kept, sign_in):
    with writing():
        rights = {"customers": {"read": "all", "import": "all"}}
        role = make_role(rights, customers__job_title="hidden")
    client = sign_in(role)
    assert uses_in(client.get(f"{TABLE}/job_title").text) == {}
    assert "Titled" not in uses_in(client.get(f"{TABLE}/status").text)
    said = uses_in(client.get(TABLE).text)
    assert "Titled" not in said
    assert said["Leads here"][1] == "status, owner_id, created_at"


def test_a_masked_field_is_not_asked_about(app, sign_in):
    with writing():
        keep_segment("Born", "customers.status", "customers.source", owner=make_user().id)
        role = make_role({"customers": {"read": "all"}}, customers__source="masked")
    assert "Born" not in uses_in(sign_in(role).get(TABLE).text)


def test_who_reads_no_customers_is_told_of_none_of_their_views_and_segments(kept, sign_in):
    with writing():
        role = make_role({"users": {"read": "all"}})
    html = sign_in(role).get("/data-model/tables/customer_stats/last_contact_at").text
    assert "Titled" not in html
    assert "Leads here" not in html


def test_imports_and_insights_are_named_for_who_may(kept, sign_in):
    admin = sign_in("administrator")
    assert uses_in(admin.get("/data-model/tables/emails/value").text)["flask import customers"] == (
        "Import",
        "filled in by the field email",
    )
    html = admin.get("/data-model/tables/purchases/total").text
    assert uses_in(html)["Revenue by month"] == ("Insight", "counted")
    assert 'href="/insights#insight-revenue"' in html
    support = sign_in("support")
    assert "flask import" not in support.get("/data-model/tables/emails/value").text


def test_it_is_bounded_and_says_so(kept, sign_in, monkeypatch):
    monkeypatch.setattr(uses_module, "MOST", 2)
    monkeypatch.setattr("contacts.data_model.dictionary_routes.MOST_USES", 2)
    html = sign_in("administrator").get(TABLE).text
    assert len(uses_in(html)) == 2
    assert "These are the first 2." in html


def test_it_asks_as_often_however_many_there_are(app, sign_in, count_queries):
    client = sign_in("administrator")
    client.get(TABLE)
    with count_queries() as few:
        client.get(TABLE)
    with writing():
        owner = make_user().id
        for number in range(20):
            keep_segment(f"Segment {number}", "customers.status", owner=owner)
            keep_view(f"View {number}", "status=lead&owner=me&columns=reach,interests,tasks,value", owner)
    with count_queries() as many:
        client.get(TABLE)
    assert len(many) == len(few), many


def test_a_definition_that_cannot_be_read_breaks_nothing(app, sign_in):
    with writing():
        owner = make_user().id
        for text in ("", "[", "[]", '{"match": "all", "parts": 7}', '{"field": {}}'):
            add(Segment(name="Broken", definition=text, owner_id=owner, sharing="everyone"))
        keep_view("Nonsense", "status=no&sort=upwards&columns=nothing", owner)
    assert sign_in("administrator").get(TABLE).status_code == 200


def test_every_field_that_segments_ask_about_is_traced_to_its_columns(app):
    traced = {name: columns_of(name) for name in FIELDS}
    assert traced["customers.status"] == ("customers.status",)
    assert "customer_values.lifetime_value" in traced["purchases.spent"]
    assert [name for name, columns in traced.items() if not columns] == ["segments.member"]
    for columns in traced.values():
        for column in columns:
            table, _, name = column.partition(".")
            assert name in Base.metadata.tables[table].columns


def test_every_field_of_an_import_fills_in_a_column_that_there_is():
    for kind in KINDS:
        for name in names_of(kind):
            assert column_of(*name)


def test_every_insight_says_what_it_is_made_of():
    assert MADE_FROM.keys() == INSIGHTS.keys()
    assert USERS.keys() == {"views", "segments", "insights", "imports"}
