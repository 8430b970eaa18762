"""What people type of a segment."""

from wtforms import Field
from wtforms.validators import ValidationError

from contacts.segments.definition import Group, NotUnderstood
from contacts.segments.draft import Draft, draft_of, read_draft
from contacts.segments.meaning import condition_of, sentence_of
from contacts.views.forms import ViewForm
from contacts.web.words import _


class ConditionsField(Field):
    """Groups of conditions. `draft` is what was chosen so far; `data` the definition once it is whole, else None."""

    draft, data = Draft(), None

    def process(self, formdata, data=None, extra_filters=None):
        self.process_errors, self.errors = [], ()
        posted = formdata and any(name.startswith(f"{self.name}-") for name in formdata)
        if posted:
            self.draft = read_draft(formdata, self.name)
        elif isinstance(data, Group):
            self.draft = draft_of(data)
        self.draft, self.data = self.draft.checked()

    def change(self, deed):
        """A condition more or less; and what one field was asked does not stay with another."""
        self.draft, self.data = self.draft.after(deed).settled().checked()

    def pre_validate(self, form):
        if any(row.problem for one in self.draft.groups for row in one.rows):
            raise ValidationError(_("A condition is not right."))
        if not self.draft.matches_are_known:
            raise ValidationError(_("Choose how the conditions go together."))
        if self.data is None:
            raise ValidationError(_("Choose at least one condition."))
        try:
            condition_of(self.data)
        except NotUnderstood as problem:
            raise ValidationError(str(problem)) from None

    def sent(self):
        return list(self.draft.sent(self.name))

    def in_words(self):
        return sentence_of(self.data) if self.data else ""


class SegmentForm(ViewForm):
    conditions = ConditionsField(_("Who is in it"))

    def __init__(self, formdata=None, segment=None, group=None):
        """`formdata` as it was posted, or None: then the form shows the segment as it is."""
        known = {"name": segment.name, "sharing": segment.sharing, "version": str(segment.version)} if segment else {}
        super().__init__(formdata=formdata, data={**known, "conditions": group} if formdata is None else None)
