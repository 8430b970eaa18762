"""What a list looks like: the address says so, else what one chose last; and the views that were saved of it."""

from typing import NamedTuple

from flask import abort, request
from sqlalchemy import and_, select
from werkzeug.exceptions import BadRequest

from contacts.access import Role, current_actor, fetch, may
from contacts.db import answer, db
from contacts.users.models import User
from contacts.views.models import Density, ListSetting, RoleView, SavedView
from contacts.web.listing import asked_words
from contacts.web.words import _

NO_COLUMNS = "none"


class Look(NamedTuple):
    """`columns`: names in their order, or None for the usual ones."""

    columns: tuple | None = None
    density: str = Density.REGULAR

    @property
    def state(self):
        """The same as an address says it."""
        state = {"density": str(self.density)} if self.density != Density.REGULAR else {}
        return state if self.columns is None else {"columns": ",".join(self.columns) or NO_COLUMNS, **state}


def look_of(list_name):
    """What the address asks for, and for the rest what the person chose last."""
    return answer(ask_look(list_name))


def ask_look(list_name):
    """The same, asked for together with what else a page needs (see db.together)."""
    columns, density = asked_words("columns"), request.args.get("density")
    if columns and density in list(Density):
        return Look(names_in(columns), density)
    chosen = yield from remembered(list_name)
    density = density if density in list(Density) else Density.REGULAR if columns else chosen.density
    return Look(names_in(columns) if columns else chosen.columns, density)


def asked_look():
    """`{name: value}` of what the address says of it, as other addresses of the same list carry it on."""
    return {name: asked_words(name) for name in ("columns", "density") if asked_words(name)}


def remembered(list_name):
    mine = ListSetting.user_id == current_actor().id, ListSetting.list_name == list_name
    for found in (yield {"look": select(ListSetting.columns, ListSetting.density).where(*mine)})["look"]:
        return Look(names_in(found.columns) if found.columns else None, found.density)
    return Look()


def names_in(text):
    return tuple(name for name in text.split(",") if name and name != NO_COLUMNS)


def chosen(form, offered):
    """The Look that a chooser sends: what is ticked of `offered` in its order, and one moved up or down.

    BadRequest with a sentence for a density that there is not.
    """
    if "reset" in form:
        return Look()
    if (density := form.get("density", Density.REGULAR)) not in list(Density):
        raise BadRequest(_("Rows are regular or compact."))
    ticked = [name for name in form.getlist("column") if name in offered]
    return Look(tuple(moved(list(dict.fromkeys(ticked)), *form.get("move", "").partition(" ")[::2])), density)


def moved(names, name, way):
    """The names with one of them a place further up or down."""
    if name in names and way in ("up", "down"):
        at = names.index(name)
        names.insert(max(0, at + (-1 if way == "up" else 1)), names.pop(at))
    return names


def ask_views(list_name):
    """Asks for the views that somebody finds, at most a hundred: `id`, `name`, `query`, `owner_id`, `sharing`, `owner`
    (a name) and whether the list `opens` with it.
    """
    role = select(Role.id).where(Role.name == current_actor().rights.role).scalar_subquery()
    opens = and_(RoleView.view_id == SavedView.id, RoleView.role_id == role)
    columns = (SavedView.id, SavedView.name, SavedView.query, SavedView.owner_id, SavedView.sharing)
    wanted = select(*columns, User.name.label("owner"), RoleView.id.is_not(None).label("opens"))
    wanted = wanted.join(User, User.id == SavedView.owner_id)
    wanted = wanted.outerjoin(RoleView, opens).where(SavedView.list_name == list_name)
    return (yield {"views": wanted.order_by(SavedView.name, SavedView.id).limit(100)})["views"]


def get_view(id, to_change=False):
    """The view, or 404 when the acting person does not find it, or 403 when it is somebody else's to change."""
    view = fetch(SavedView, id)
    if to_change and not is_theirs(view):
        abort(403)
    return view


def is_theirs(view):
    """Whether the acting person may change a view: their own, and those who manage people what others share."""
    return view.owner_id == current_actor().id or bool(may("edit", "users"))


def roles_opening_with(view):
    """The ids of the roles for which the list opens with this view."""
    return set(db.session.scalars(select(RoleView.role_id).where(RoleView.view_id == view.id)))
