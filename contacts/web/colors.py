"""The colours that people give to categories and to allowed values: a number is kept, the style sheets draw it."""

from contacts.web.words import _

COLORS = (
    _("None"),
    _("Red"),
    _("Orange"),
    _("Amber"),
    _("Lime"),
    _("Green"),
    _("Teal"),
    _("Blue"),
    _("Violet"),
    _("Pink"),
)
