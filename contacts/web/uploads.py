"""How large a request may be where people send files or long forms: the view says so, and only to who signed in."""

from flask import current_app, request
from flask_login import current_user


def takes_files(most_bytes):
    """This view's requests may be this large, whatever MAX_CONTENT_LENGTH says of the others."""

    def mark(view):
        view.most_bytes = most_bytes
        return view

    return mark


def takes_fields(most_fields):
    """This view's forms may have so many fields, whatever MAX_FORM_PARTS says of the others."""

    def mark(view):
        view.most_fields = most_fields
        return view

    return mark


def allow_large():
    """Runs before anything reads the form: Flask takes the limits at the first read."""
    if request.method != "POST" or not current_user.is_authenticated:
        return
    view = current_app.view_functions.get(request.endpoint)
    if most_bytes := getattr(view, "most_bytes", None):
        request.max_content_length = most_bytes
    if most_fields := getattr(view, "most_fields", None):
        request.max_form_parts = most_fields


def init_app(app):
    app.before_request(allow_large)
