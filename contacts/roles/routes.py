"""The web face of roles: list, add, copy, change, delete. `/admin/roles`."""

from flask import Blueprint, request, url_for

from contacts.access import needs
from contacts.access.policy import ADMINISTRATOR, KINDS
from contacts.roles.actions import Outdated, add_role, delete_role, edit_role
from contacts.roles.forms import NewRoleForm, RoleForm
from contacts.roles.queries import get_role, list_roles, role_row_of
from contacts.roles.rights_form import SHOWN, choices_of, chosen_rights, problems_of, sentences_on
from contacts.users.administrators import Refused
from contacts.web import _, moved, page, say
from contacts.web.filters import role_name
from contacts.web.reader import in_english

bp = Blueprint("roles", __name__, url_prefix="/admin/roles")


@bp.get("")
@needs("users", "read")
def index():
    return page("admin/roles/index.html", roles=list_roles())


@bp.get("/new")
@needs("users", "create")
def new():
    return page("admin/roles/new.html", form=NewRoleForm(copied_id=request.args.get("copied", type=int)))


@bp.post("")
@needs("users", "create")
def create():
    form = NewRoleForm()
    if not form.validate():
        return page("admin/roles/new.html", 422, form=form)
    copied = get_role(form.copied_id.data) if form.copied_id.data else None
    role = add_role(form.name.data, copied)
    say(_("Role added. Nobody has it yet."))
    return moved(url_for(".edit", id=role.id))


@bp.get("/<int:id>")
@needs("users", "edit")
def edit(id):
    role = get_role(id, "edit")
    return show(role, RoleForm(obj=role))


@bp.post("/<int:id>/review")
@needs("users", "edit")
def review(id):
    """What would change, in sentences; nothing does. `again` leads back to the form with what was chosen."""
    role = get_role(id, "edit")
    form = RoleForm(obj=role)
    rights = rights_in(request.form, role)
    if not form.validate() or problems_of(rights) or request.form.get("again"):
        return show(role, form, 200 if request.form.get("again") else 422)
    return reviewed(role, form, rights)


@bp.post("/<int:id>")
@needs("users", "edit")
def update(id):
    role = get_role(id, "edit")
    form, rights = RoleForm(obj=role), rights_in(request.form, role)
    if not form.validate() or problems_of(rights):
        return show(role, form, 422)
    sentences = sentences_of(role, form, rights)
    if str(role.version) != form.version.data or not sentences:
        return reviewed(role, form, rights, 409 if sentences else 422)
    with in_english():
        kept = sentences_of(role, form, rights)
    try:
        say(_("Saved."), edit_role(role, role.version, {**form.fields_of(), "rights": rights}, kept))
    except Outdated:
        return reviewed(role, form, rights, 409)
    except Refused as error:
        return show(get_role(id, "edit"), form, 422, str(error))
    return moved(url_for(".edit", id=id))


@bp.post("/<int:id>/delete")
@needs("users", "delete")
def destroy(id):
    role = get_role(id, "delete")
    try:
        say(_("Role deleted."), delete_role(role, role_row_of(role).people))
    except Refused as error:
        return show(role, RoleForm(formdata=None, obj=role), 422, str(error))
    return moved(url_for(".index"))


def show(role, form, status=200, refused=None):
    """The form of a role; `rights` are the present ones with what was chosen on top."""
    rights = rights_in(request.form, role)
    known = {"kinds": KINDS, "verbs": SHOWN, "choices_of": choices_of, "problems": problems_of(rights)}
    row = role_row_of(role)
    return page("admin/roles/edit.html", status, role=row, form=form, rights=rights, refused=refused, **known)


def reviewed(role, form, rights, status=200):
    context = {"sentences": sentences_of(role, form, rights), "is_outdated": status == 409}
    return page("admin/roles/review.html", status, role=role_row_of(role), form=form, chosen=request.form, **context)


def rights_in(form, role):
    return role.rights if role.name == ADMINISTRATOR else chosen_rights(form, role.rights)


def sentences_of(role, form, rights):
    """What changes, with the role by the name that it has until then."""
    title = role_name(role.name)
    name = form.name.data if "name" in form else role.name
    renamed = [_("%(role)s is called %(name)s.", role=title, name=name)] if name != role.name else []
    return [*renamed, *sentences_on_factor(title, role, form), *sentences_on(title, role.rights, rights)]


def sentences_on_factor(title, role, form):
    wanted = form.requires_second_factor.data
    if wanted and not role.requires_second_factor:
        yield _("%(role)s has to sign in with a second factor; who has none sets it up first.", role=title)
    elif role.requires_second_factor and not wanted:
        yield _("%(role)s may sign in without a second factor.", role=title)
