"""The web face of tasks."""

from flask import Blueprint

from contacts.tasks import models  # noqa: F401

bp = Blueprint("tasks", __name__)
