"""The web face of tasks: a panel of the customer, and the list of everybody's."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from contacts.access import fetch, needs
from contacts.customers.queries import get_customer
from contacts.tasks.actions import add_task, delete_task, edit_task, tick_task
from contacts.tasks.forms import TaskForm
from contacts.tasks.models import Task
from contacts.tasks.queries import get_task, list_tasks, listed_row, tasks_panel
from contacts.users.queries import owners_for
from contacts.web import _, done, own_path, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.forms import choices_from, editable

bp = Blueprint("tasks", __name__)

ONE = "/customers/<int:customer_id>/tasks"
PANEL = "tasks/customer.html#panel"
TICKED = "tasks/index.html#ticked"


def task_form(**options):
    """One's own task, until somebody else is chosen."""
    form = editable(TaskForm, "tasks")(**{"assignee_id": current_user.id, **options})
    if "assignee_id" in form:
        form.assignee_id.choices = choices_from(owners_for("tasks", options.get("obj")))
    return form


def show(customer, status=200, **context):
    return page(PANEL, status, customer=customer, **tasks_panel(customer), **context)


@bp.get("/tasks")
@needs("tasks", "read")
def index():
    return page("tasks/index.html#results", listing=list_tasks())


@bp.post("/tasks/<int:id>/tick")
@needs("tasks", "edit")
def tick_listed(id):
    """In the list of everybody's: the row stays where it is until the list is had anew."""
    task, is_done = fetch(Task, id, "edit"), bool(request.form.get("done"))
    operation = tick_task(get_customer(task.customer_id), task, is_done)
    say(_("Task done.") if is_done else _("Task open again."), operation)
    return done(own_path(request.form.get("next", ""), url_for(".index")), TICKED, row=listed_row(task))


@bp.get(ONE)
@needs("tasks", "read")
def of_customer(customer_id):
    return show(get_customer(customer_id))


@bp.get(f"{ONE}/new")
@needs("tasks", "create")
def new(customer_id):
    return show(get_customer(customer_id), task_form=task_form())


@bp.post(ONE)
@needs("tasks", "create")
def create(customer_id):
    customer, form = get_customer(customer_id), task_form()
    if not form.validate():
        return show(customer, 422, task_form=form)
    add_task(customer, form.fields_of())
    return finish(customer, _("Task added."))


@bp.get(f"{ONE}/<int:id>/edit")
@needs("tasks", "edit")
def edit(customer_id, id):
    customer = get_customer(customer_id)
    task = get_task(customer, id, "edit")
    return show(customer, task_form=task_form(obj=task), editing=task)


@bp.post(f"{ONE}/<int:id>")
@needs("tasks", "edit")
def update(customer_id, id):
    customer = get_customer(customer_id)
    task = get_task(customer, id, "edit")
    form = task_form(formdata=submitted(), obj=task)
    if stale(form, task):
        url = url_for(".update", customer_id=customer.id, id=id)
        return conflict(form, task, url, present=task_form(formdata=None, obj=task))
    if not form.validate():
        return show(customer, 422, task_form=form, editing=task)
    return finish(customer, _("Saved."), edit_task(customer, task, form.fields_of()))


@bp.post(f"{ONE}/<int:id>/tick")
@needs("tasks", "edit")
def tick(customer_id, id):
    customer, is_done = get_customer(customer_id), bool(request.form.get("done"))
    operation = tick_task(customer, get_task(customer, id, "edit"), is_done)
    return finish(customer, _("Task done.") if is_done else _("Task open again."), operation)


@bp.post(f"{ONE}/<int:id>/delete")
@needs("tasks", "delete")
def destroy(customer_id, id):
    customer = get_customer(customer_id)
    return finish(customer, _("Task deleted."), delete_task(customer, get_task(customer, id, "delete")))


def finish(customer, sentence, operation=None):
    say(sentence, operation)
    return done(url_for("customers.show", id=customer.id), PANEL, customer=customer, **tasks_panel(customer))
