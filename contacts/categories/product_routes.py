"""The web face of products."""

from flask import Blueprint, url_for

from contacts.access import needs
from contacts.categories.actions import delete_product, save_product
from contacts.categories.forms import product_form
from contacts.categories.queries import categories_of, category_choices, get_product, links_of, list_products
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted

bp = Blueprint("products", __name__, url_prefix="/products")


@bp.get("")
@needs("products", "read")
def index():
    return page("products/index.html#results", listing=list_products(), categories=category_choices())


@bp.get("/new")
@needs("products", "create")
def new():
    return page("products/edit.html", form=product_form())


@bp.post("")
@needs("products", "create")
def create():
    return save(None, product_form())


@bp.get("/<int:id>")
@needs("products", "read")
def show(id):
    product = get_product(id)
    return page("products/show.html", product=product, categories=categories_of([id]).get(id, []))


@bp.get("/<int:id>/edit")
@needs("products", "edit")
def edit(id):
    product = get_product(id, "edit")
    return page("products/edit.html", product=product, form=product_form(product=product, links=links_of(product)))


@bp.post("/<int:id>")
@needs("products", "edit")
def update(id):
    product = get_product(id, "edit")
    form = product_form(formdata=submitted(), product=product, links=links_of(product))
    if stale(form, product):
        present = product_form(formdata=None, product=product, links=links_of(product))
        return conflict(form, product, url_for(".update", id=id), present)
    return save(product, form)


@bp.post("/<int:id>/delete")
@needs("products", "delete")
def destroy(id):
    say(_("Product deleted."), delete_product(get_product(id, "delete")))
    return moved(url_for(".index"))


def save(product, form):
    if not form.validate():
        return page("products/edit.html", 422, product=product, form=form)
    say(_("Saved."), save_product(product, form.fields_of()))
    return moved(url_for(".index"))
