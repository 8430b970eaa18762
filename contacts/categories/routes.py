"""The web face of categories."""

from flask import Blueprint, url_for

from contacts.access import needs
from contacts.categories.actions import BadPlace, delete_category, save_category
from contacts.categories.forms import CategoryForm
from contacts.categories.models import Category
from contacts.categories.queries import get_category, tree
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.errors import problem
from contacts.web.forms import choices_from

bp = Blueprint("categories", __name__, url_prefix="/categories")


def category_form(**options):
    form = CategoryForm(**options)
    places = [(category.id, "– " * depth + category.name) for depth, category, _count in tree()]
    form.parent_id.choices = choices_from([("", _("Nothing: a top category")), *places])
    return form


@bp.get("")
@needs("categories", "read")
def index():
    return page("categories/index.html", tree=tree())


@bp.get("/new")
@needs("categories", "create")
def new():
    return page("categories/edit.html", form=category_form(), category=None)


@bp.post("")
@needs("categories", "create")
def create():
    return keep(Category(), category_form(), None)


@bp.get("/<int:id>/edit")
@needs("categories", "edit")
def edit(id):
    category = get_category(id, "edit")
    return page("categories/edit.html", form=category_form(obj=category), category=category)


@bp.post("/<int:id>")
@needs("categories", "edit")
def update(id):
    category, form = get_category(id, "edit"), category_form(formdata=submitted())
    if stale(form, category):
        return conflict(form, category, url_for(".update", id=id))
    return keep(category, form, category)


@bp.post("/<int:id>/delete")
@needs("categories", "delete")
def destroy(id):
    try:
        say(_("Category deleted."), delete_category(get_category(id, "delete")))
    except BadPlace as error:
        return problem(409, str(error))
    return moved(url_for(".index"))


def keep(category, form, shown):
    """Save what was typed, or show it again with what is wrong."""
    if form.validate():
        try:
            say(_("Saved."), save_category(category, {**form.fields_of(), "color": form.color.data or 0}))
            return moved(url_for(".index"))
        except BadPlace as error:
            form.refuse(error.field, str(error))
    return page("categories/edit.html", 422, form=form, category=shown)
