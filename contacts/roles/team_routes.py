"""The web face of teams: people who share records. `/admin/teams`."""

from flask import Blueprint, url_for

from contacts.access import needs
from contacts.roles.forms import TeamForm
from contacts.roles.queries import get_team, list_teams, people_in
from contacts.roles.team_actions import add_team, delete_team, rename_team
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted

bp = Blueprint("teams", __name__, url_prefix="/admin/teams")


@bp.get("")
@needs("users", "read")
def index():
    return page("admin/teams/index.html", teams=list_teams())


@bp.get("/new")
@needs("users", "create")
def new():
    return page("admin/teams/edit.html", form=TeamForm(), team=None, people=[])


@bp.post("")
@needs("users", "create")
def create():
    form = TeamForm()
    if not form.validate():
        return page("admin/teams/edit.html", 422, form=form, team=None, people=[])
    add_team(form.name.data)
    say(_("Team added. Put people in it on their pages."))
    return moved(url_for(".index"))


@bp.get("/<int:id>")
@needs("users", "edit")
def edit(id):
    team = get_team(id, "edit")
    return show(team, TeamForm(obj=team))


@bp.post("/<int:id>")
@needs("users", "edit")
def update(id):
    team = get_team(id, "edit")
    form = TeamForm(formdata=submitted(), obj=team)
    if stale(form, team):
        return conflict(form, team, url_for(".update", id=id))
    if not form.validate():
        return show(team, form, 422)
    say(_("Saved."), rename_team(team, form.name.data))
    return moved(url_for(".index"))


@bp.post("/<int:id>/delete")
@needs("users", "delete")
def destroy(id):
    say(_("Team deleted."), delete_team(get_team(id, "delete")))
    return moved(url_for(".index"))


def show(team, form, status=200):
    return page("admin/teams/edit.html", status, form=form, team=team, people=people_in(team))
