"""Teams: add, rename, delete, who is in them."""

import pytest
from sqlalchemy import select

from contacts.access import Team
from contacts.users.models import User
from tests.factories import add, found, make_user, writing
from tests.roles.choosing import TEAMS, last_operation


@pytest.fixture
def client(sign_in):
    return sign_in("administrator")


@pytest.fixture
def north(app):
    with writing():
        team = add(Team(name="North")).id
        make_user("support", name="Eva Lund", team_id=team)
        return team


def teams():
    return {team.name: team for team in found(select(Team))}


def test_added_renamed_and_undone(client):
    assert "No teams yet" in client.get(TEAMS).text
    assert client.post(TEAMS, data={"name": "  West "}).status_code == 303
    west = teams()["West"]
    assert client.post(f"{TEAMS}/{west.id}", data={"name": "South", "version": west.version}).status_code == 303
    assert list(teams()) == ["South"]
    client.post(f"/history/{last_operation('teams.edit')}/undo")
    assert list(teams()) == ["West"]


def test_who_is_in_it(client, north, count_queries):
    client.get(TEAMS)
    with count_queries() as queries:
        text = client.get(TEAMS).text
    assert len(queries) == 3
    assert "1 person" in text
    assert "Eva Lund" in client.get(f"{TEAMS}/{north}").text


def test_deleted_its_people_stay_and_undo_brings_them_back_into_it(client, north):
    assert client.post(f"{TEAMS}/{north}/delete").status_code == 303
    assert teams() == {}
    assert found(select(User.team_id).where(User.name == "Eva Lund")) == [None]
    client.post(f"/history/{last_operation('teams.delete')}/undo")
    assert found(select(User.team_id).where(User.name == "Eva Lund")) == [north]


def test_bad_names_and_a_second_editor(client, north):
    for name in ("", "x" * 101, "NORTH"):
        response = client.post(TEAMS, data={"name": name})
        assert response.status_code == 422
        assert 'id="name-error"' in response.text
    assert client.post(f"{TEAMS}/{north}", data={"name": "N", "version": "99"}).status_code == 409
    assert list(teams()) == ["North"]


def test_only_administrators(sign_in, north):
    client = sign_in("manager")
    for path in ("", "/new", f"/{north}"):
        assert client.get(TEAMS + path).status_code == 403
    for path in ("", f"/{north}", f"/{north}/delete"):
        assert client.post(TEAMS + path, data={"name": "x"}).status_code == 403
    assert list(teams()) == ["North"]


def test_unknown_and_wrong(client):
    assert client.get(f"{TEAMS}/999").status_code == 404
    assert client.get(f"{TEAMS}/1/delete").status_code == 405
