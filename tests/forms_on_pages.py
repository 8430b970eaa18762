"""Reads the forms that a page shows, as a browser would send them, and what in an answer did not come from us."""

from html.parser import HTMLParser
from typing import NamedTuple

OWN = ("csrf_token", "idempotency_key", "version", "next")


class PageForm(NamedTuple):
    """A form of a page: where it goes, `[(name, value)]` as untouched, {name: "text", "select" …} of its controls, and
    {name: [value]} of what its selects offer."""

    action: str
    values: list
    kinds: dict
    choices: dict

    def but(self, changes):
        """`{name: [value]}` as it is sent when somebody changed some of it."""
        sent = {}
        for name, value in self.values:
            sent.setdefault(name, []).append(value)
        return {**sent, **{name: [value] for name, value in changes.items()}}

    @property
    def typed(self):
        """The names of what a person may fill in."""
        return [name for name in self.kinds if name not in OWN]


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.forms, self.form, self.select, self.several, self.area = [], None, None, False, None
        self.loud = []  # what acts by itself: handlers, styles, links that run

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.loud += [name for name, _value in attributes if name.startswith("on") or name == "style"]
        self.loud += [value for name, value in attributes if name in ("href", "src", "action") and not harmless(value)]
        if tag == "form":
            self.form = PageForm(given.get("action", ""), [], {}, {})
            if given.get("method") == "post":
                self.forms.append(self.form)
        elif self.form and given.get("name") and tag in ("input", "textarea", "select", "button"):
            self.control(tag, given)
        elif tag == "option" and self.select:
            self.form.choices[self.select].append(given.get("value", ""))
            if "selected" in given:
                self.form.values.append((self.select, given.get("value", "")))

    def control(self, tag, given):
        name, kind = given["name"], given.get("type", "text") if tag == "input" else tag
        self.form.kinds[name] = kind
        if tag == "select":
            self.select, self.several = name, "multiple" in given
            self.form.choices[name] = []
        elif tag == "textarea":
            self.area = (name, [])
        elif tag == "input" and kind != "file" and (kind not in ("checkbox", "radio") or "checked" in given):
            self.form.values.append((name, given.get("value", "")))

    def first_option(self):
        """Where none is selected, browsers take the first, unless there may be several."""
        offered = self.form.choices[self.select] if self.select else []
        if offered and not self.several and self.select not in dict(self.form.values):
            self.form.values.append((self.select, offered[0]))

    def handle_data(self, data):
        if self.area:
            self.area[1].append(data)

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.form.values.append((self.area[0], "".join(self.area[1]).removeprefix("\r").removeprefix("\n")))
            self.area = None
        elif tag == "select":
            self.first_option()
            self.select = None
        elif tag == "form":
            self.form = None


def harmless(url):
    return not url or url.startswith(("/", "#", "?", "http://", "https://", "tel:", "mailto:", "data:image/"))


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader
