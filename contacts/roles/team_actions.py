"""Adding, renaming and deleting teams. Who is in one is said at each person."""

from contacts.access import Team, record_event
from contacts.db import db
from contacts.history import begin


def add_team(name):
    begin("teams.create", "Added a team")
    team = Team(name=name)
    db.session.add(team)
    db.session.flush()
    return team


def rename_team(team, name):
    """Returns the operation's id."""
    operation = begin("teams.edit", "Renamed a team", team)
    team.name = name
    db.session.flush()
    return operation


def delete_team(team):
    """Its people stay, without a team: they reach their own records only. Returns the operation's id."""
    operation = begin("teams.delete", "Deleted a team", team)
    record_event("team_deleted", detail=team.name)
    db.session.delete(team)
    db.session.flush()
    return operation
