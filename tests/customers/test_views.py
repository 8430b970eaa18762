"""Saved views: a list in one state under a name; whose they are, who finds them, and what they never tell."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from contacts.access import Role, Team
from contacts.history.models import Operation
from contacts.views.models import RoleView, SavedView
from tests.factories import add, found, make_customer, make_role, writing

VIEWS = "/customers/views"
LEADS = f"{VIEWS}?status=lead&sort=-created&columns=owner,status&density=compact&q=ada"


def save(client, name="Leads", url=LEADS, **more):
    response = client.post(url, data={"name": name, "sharing": "private", **more})
    assert response.status_code == 303, response.text
    return response.location


def one(name="Leads"):
    return found(select(SavedView).where(SavedView.name == name))[0]


def names():
    return [view.name for view in found(select(SavedView).order_by(SavedView.id))]


def offered(client, url="/customers?sort=name"):
    menu = client.get(url).text.partition('popover id="customers-views"')[2].partition("<hr>")[0]
    return re.findall(r"<bdi[^>]*>([^<]+)</bdi>", menu)


def undo_last(client, kind):
    with_kind = select(Operation.id).where(Operation.kind == kind).order_by(Operation.id.desc())
    return client.post(f"/history/{found(with_kind)[0]}/undo")


@pytest.fixture
def rep(sign_in):
    return sign_in("sales rep")


def test_a_view_brings_the_list_back_as_it_was(rep):
    with writing():
        make_customer("Ada Lead", status="lead")
        make_customer("Ada Active")
    address = save(rep)
    assert {"status=lead", "sort=-created", "columns=owner%2Cstatus", "density=compact", "q=ada"} <= set(
        address.partition("?")[2].split("&")
    )
    text = rep.get(address).text
    assert "<h1>Leads</h1>" in text
    assert "Ada Lead" in text
    assert "Ada Active" not in text
    assert "Edited" not in text
    assert offered(rep) == ["Leads"]
    assert "/customers/views/new?status=lead" in unescape(rep.get("/customers?status=lead").text)


def test_an_edited_view_can_be_saved_or_reset(rep):
    address = save(rep)
    edited = address.replace("status=lead", "status=active")
    text = rep.get(edited).text
    assert "Edited" in text
    assert unescape(re.search(r'href="([^"]+)">Reset<', text)[1]) == address
    keep = unescape(re.search(rf'action="({VIEWS}/\d+/state[^"]+)"', text)[1])
    assert rep.post(keep).status_code == 303
    assert "status=active" in one().query
    undo_last(rep, "views.edit")
    assert "status=lead" in one().query


def test_renamed_deleted_and_undone(rep):
    save(rep)
    view = one()
    page = rep.get(f"{VIEWS}/{view.id}").text
    assert 'value="Leads"' in page
    data = {"name": "Hot leads", "sharing": "everyone", "version": view.version}
    assert rep.post(f"{VIEWS}/{view.id}", data=data).status_code == 303
    assert names() == ["Hot leads"]
    undo_last(rep, "views.edit")
    assert names() == ["Leads"]
    assert rep.post(f"{VIEWS}/{view.id}/delete").status_code == 303
    assert names() == []
    undo_last(rep, "views.delete")
    assert names() == ["Leads"]
    undo_last(rep, "views.create")
    assert names() == []


def test_bad_names_and_a_second_editor(rep):
    for name in ("", "  ", "x" * 81, "a\0b"):
        response = rep.post(LEADS, data={"name": name, "sharing": "private"})
        assert response.status_code == 422
        assert 'id="name-error"' in response.text
    assert rep.post(LEADS, data={"name": "x", "sharing": "nonsense"}).status_code == 422
    assert names() == []
    save(rep)
    stale = rep.post(f"{VIEWS}/{one().id}", data={"name": "Other", "sharing": "private", "version": 99})
    assert stale.status_code == 409
    assert names() == ["Leads"]


def test_who_finds_a_view(sign_in):
    with writing():
        north, south = add(Team(name="North")).id, add(Team(name="South")).id
    owner = sign_in("sales rep", team_id=north)
    for sharing in ("private", "team", "everyone"):
        save(owner, sharing, sharing=sharing)
    assert offered(owner) == ["everyone", "private", "team"]
    assert offered(sign_in("sales rep", team_id=north)) == ["everyone", "team"]
    for other in (sign_in("sales rep", team_id=south), sign_in("administrator"), sign_in("read-only")):
        assert offered(other) == ["everyone"]
        assert other.get(f"{VIEWS}/{one('private').id}").status_code == 404
        assert other.post(f"{VIEWS}/{one('team').id}/delete").status_code == 404


def test_what_others_share_is_theirs_to_change_or_an_administrators(sign_in, rep):
    save(rep, sharing="everyone")
    id = one().id
    other = sign_in("manager")
    for url in (f"{VIEWS}/{id}", f"{VIEWS}/{id}/state", f"{VIEWS}/{id}/delete"):
        assert other.post(url).status_code == 403
    assert other.get(f"{VIEWS}/{id}").status_code == 403
    assert "Rename, share" not in other.get(VIEWS).text
    assert sign_in("administrator").post(f"{VIEWS}/{id}/delete").status_code == 303
    assert names() == []


@pytest.mark.parametrize(
    "state", ["status=lead", "sort=last_contact", "q=status:lead", "q=bought:grinder", "category=1", "status=nonsense"]
)
def test_a_view_that_asks_what_is_hidden_is_not_there_for_that_role(sign_in, state):
    with writing():
        owner, role = sign_in("administrator"), make_role({"customers": {"read": "all"}}, customers__status="hidden")
        author = owner.user_id
    with writing():
        add(SavedView(list_name="customers", name="Telling", query=state, owner_id=author, sharing="everyone"))
    client = sign_in(role)
    id = one("Telling").id
    assert offered(client) == []
    assert "Telling" not in client.get(f"/customers?view={id}&{state}").text
    assert "Telling" not in client.get(VIEWS).text


def test_hidden_columns_are_left_out_of_a_view_that_is_offered(sign_in):
    owner = sign_in("administrator")
    address = save(owner, url=f"{VIEWS}?columns=status,owner", sharing="everyone")
    with writing():
        role = make_role({"customers": {"read": "all"}}, customers__status="hidden")
    text = sign_in(role).get(address).text
    assert "<h1>Leads</h1>" in text
    assert "Edited" not in text
    assert ">Status<" not in text


def test_the_list_opens_with_the_view_of_the_role(sign_in):
    boss = sign_in("administrator")
    address = save(boss, sharing="everyone")
    view = one()
    support = found(select(Role.id).where(Role.name == "support"))[0]
    data = {"name": "Leads", "sharing": "everyone", "roles": [str(support)], "version": view.version}
    assert boss.post(f"{VIEWS}/{view.id}", data=data).status_code == 303
    helper = sign_in("support")
    assert helper.get("/customers").location == address
    assert helper.get("/customers?sort=name").status_code == 200
    assert boss.get("/customers").status_code == 200
    assert f'value="{support}" selected' in re.sub(
        r"\bselected value=\"(\d+)\"", r'value="\1" selected', boss.get(f"{VIEWS}/{view.id}").text
    )
    private = {**data, "sharing": "private", "version": one().version}
    boss.post(f"{VIEWS}/{view.id}", data=private)
    assert found(select(RoleView)) == []
    assert helper.get("/customers").status_code == 200


def test_only_whoever_manages_people_sets_the_view_of_a_role(rep):
    save(rep, sharing="everyone")
    view = one()
    data = {"name": "Leads", "sharing": "everyone", "roles": ["1"], "version": view.version}
    rep.post(f"{VIEWS}/{view.id}", data=data)
    assert found(select(RoleView)) == []


@pytest.mark.parametrize("view", ["0", "x", "999999", "9" * 30, "\0"])
def test_a_view_that_is_not_there_is_left_out(rep, view):
    assert "<h1>Customers</h1>" in rep.get("/customers", query_string={"view": view}).text


def test_whoever_may_not_read_customers_has_no_views(sign_in):
    with writing():
        role = make_role({"companies": {"read": "all"}})
    client = sign_in(role)
    assert [client.get(VIEWS).status_code, client.post(VIEWS).status_code] == [403, 403]
    assert client.put(VIEWS).status_code == 405
