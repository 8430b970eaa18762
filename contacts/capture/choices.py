"""What a part of the line can mean: one thing, several to choose from, or nothing."""

from typing import NamedTuple

from contacts.web.words import _


class Choice(NamedTuple):
    """`options` are (value, title, about); `chosen` one of their values, or None while somebody has to say."""

    name: str  # of the form's field
    asked: str  # the words of the line
    question: str
    options: tuple = ()
    chosen: str | None = None

    @property
    def title(self):
        return next((title for value, title, _about in self.options if value == self.chosen), "")

    def settled(self, picked, is_certain):
        """With what was picked, or the only option when that is certain."""
        values = [value for value, _title, _about in self.options]
        chosen = picked if picked in values else values[0] if is_certain and values else None
        return self._replace(chosen=chosen)


class Understood(NamedTuple):
    """What the line comes to. `notes` say in sentences what stays in the text; `problem` what must be put right."""

    line: str
    channel: str = ""
    direction: str | None = None
    contact: Choice | None = None
    nobody: str = ""  # a name that nobody has
    body: str = ""
    task: str = ""
    due: Choice | None = None
    no_task: bool = False  # somebody wants none
    categories: tuple = ()
    notes: tuple = ()

    @property
    def choices(self):
        return [choice for choice in (self.contact, self.due, *self.categories) if choice]

    @property
    def open_choices(self):
        return [choice for choice in self.choices if choice.chosen is None]

    @property
    def problem(self):
        """What keeps this from being logged, in one sentence at the line, or nothing."""
        if self.nobody:
            return _("Nobody here is called “%(name)s”.", name=self.nobody)
        if self.contact is None:
            return _("Say whom it was with, then a colon and what happened: call Ada Byron: wants a quote")
        return "" if self.body else _("Say after the name what happened.")

    @property
    def can_be_logged(self):
        return not self.problem and not self.open_choices
