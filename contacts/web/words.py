"""The words people read go through here, so that they can be translated."""


def _(text, **values):
    """The text in the reader's language (English so far), with `%(name)s` filled in."""
    return text % values if values else text


def ngettext(one, many, count):
    """The form of the text that fits the count; `%(num)s` is the count."""
    return (one if count == 1 else many) % {"num": count}
