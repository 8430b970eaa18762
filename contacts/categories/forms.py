"""What a person types of a category."""

from contacts.web.forms import Form, record_select, text, whole_number
from contacts.web.words import _


class CategoryForm(Form):
    name = text(_("Name"), 100, True)
    parent_id = record_select(_("Under"))
    description = text(_("Description"), 500)
    color = whole_number(_("Colour of its dot, 0 to 9"), 0, 9, default=0)
