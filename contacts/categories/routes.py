"""The web face of categories."""

from flask import Blueprint, url_for

from contacts.access import needs
from contacts.categories.actions import delete_category, save_category
from contacts.categories.forms import CategoryForm
from contacts.categories.queries import category_tree, get_category
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted

bp = Blueprint("categories", __name__, url_prefix="/categories")


@bp.get("")
@needs("categories", "read")
def index():
    return page("categories/index.html#tree", tree=category_tree())


@bp.get("/new")
@needs("categories", "create")
def new():
    return page("categories/edit.html", form=CategoryForm())


@bp.post("")
@needs("categories", "create")
def create():
    return save(None, CategoryForm())


@bp.get("/<int:id>/edit")
@needs("categories", "edit")
def edit(id):
    category = get_category(id, "edit")
    return page("categories/edit.html", category=category, form=CategoryForm(obj=category, id=id))


@bp.post("/<int:id>")
@needs("categories", "edit")
def update(id):
    category, form = get_category(id, "edit"), CategoryForm(formdata=submitted(), id=id)
    if stale(form, category):
        return conflict(form, category, url_for(".update", id=id))
    return save(category, form)


@bp.post("/<int:id>/delete")
@needs("categories", "delete")
def destroy(id):
    try:
        say(_("Category deleted."), delete_category(get_category(id, "delete")))
    except ValueError as error:
        return page("categories/index.html#tree", 422, tree=category_tree(), problem=str(error))
    return moved(url_for(".index"))


def save(category, form):
    if not form.validate():
        return page("categories/edit.html", 422, category=category, form=form)
    try:
        say(_("Saved."), save_category(category, form.fields_of()))
    except ValueError as error:
        return page("categories/edit.html", 422, category=category, form=form.refuse("parent_id", str(error)))
    return moved(url_for(".index"))
