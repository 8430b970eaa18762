"""The web face of saved views: the list of customers in one state, under a name. `/customers/views`."""

from flask import Blueprint, url_for

from contacts.access import may, needs
from contacts.customers.listing import NAME, list_customers
from contacts.customers.saved import offered_views, query_of, url_of
from contacts.users.queries import role_choices
from contacts.views.actions import add_view, delete_view, edit_view, replace_query
from contacts.views.forms import RolesViewForm, ViewForm
from contacts.views.queries import get_view, roles_opening_with
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.forms import choices_from

bp = Blueprint("views", __name__, url_prefix="/customers/views")


@bp.get("")
@needs("customers", "read")
def index():
    return page("views/index.html", views=offered_views())


@bp.get("/new")
@needs("customers", "read")
def new():
    return show(None, ViewForm())


@bp.post("")
@needs("customers", "read")
def create():
    form = ViewForm()
    if not form.validate():
        return show(None, form, 422)
    view, operation = add_view(NAME, query_of(list_customers()), form.fields_of())
    say(_("View saved."), operation)
    return moved(url_of(view))


@bp.get("/<int:id>")
@needs("customers", "read")
def edit(id):
    view = get_view(id, to_change=True)
    return show(view, form_of(view, obj=view, roles=roles_opening_with(view)))


@bp.post("/<int:id>")
@needs("customers", "read")
def update(id):
    view = get_view(id, to_change=True)
    form = form_of(view, formdata=submitted(), obj=view)
    if stale(form, view):
        return conflict(
            form, view, url_for(".update", id=id), form_of(view, None, obj=view, roles=roles_opening_with(view))
        )
    if not form.validate():
        return show(view, form, 422)
    fields = form.fields_of()
    say(_("Saved."), edit_view(view, {"name": fields["name"], "sharing": fields["sharing"]}, fields.get("roles")))
    return moved(url_for(".index"))


@bp.post("/<int:id>/state")
@needs("customers", "read")
def keep(id):
    """The view shows from now on what the list shows, which the address of this says."""
    view = get_view(id, to_change=True)
    say(_("View saved."), replace_query(view, query_of(list_customers())))
    return moved(url_of(view))


@bp.post("/<int:id>/delete")
@needs("customers", "read")
def destroy(id):
    say(_("View deleted."), delete_view(get_view(id, to_change=True)))
    return moved(url_for(".index"))


def form_of(view, formdata=None, **options):
    """Whoever manages people says for whom the list opens with it."""
    if not may("edit", "users"):
        options.pop("roles", None)
        return ViewForm(formdata, **options)
    form = RolesViewForm(formdata, **options)
    form.roles.choices = choices_from(role_choices())
    return form


def show(view, form, status=200):
    return page("views/edit.html", status, form=form, view=view)
