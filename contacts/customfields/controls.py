"""The controls of fields that people added: each reads what was typed as its type, and keeps it when it is refused."""

from markupsafe import Markup
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import StopValidation
from wtforms.widgets import Select, TextArea, TextInput

from contacts.customfields.names import names_for
from contacts.customfields.reading import check, read
from contacts.customfields.words import Type
from contacts.customfields.writing import written
from contacts.users.queries import people
from contacts.web.forms import choices_from
from contacts.web.moment_field import MomentField
from contacts.web.words import _

INPUTS = {Type.DATE: "date", Type.LINK: "url", Type.EMAIL: "email", Type.PHONE: "tel"}
NUMERIC = {Type.NUMBER, Type.MONEY}
YES, NO = "yes", "no"


class TypedField(StringField):
    """One line (or several) that is read as the field's type; `data` is the value."""

    def __init__(self, label=None, validators=None, custom=None, **options):
        super().__init__(label, validators, **options)
        self.custom = custom
        self.widget = TextArea() if custom.type is Type.LONG else TextInput(INPUTS.get(custom.type))
        if custom.type in NUMERIC:
            self.render_kw = {"inputmode": "decimal"}
        if custom.type is Type.MONEY:
            self.label.text = f"{label} ({custom.currency})"

    def process_formdata(self, values):
        self.data = None
        self.data = read(self.custom, values[0]) if values else None

    def _value(self):
        return self.raw_data[0] if self.raw_data else written(self.custom, self.data)

    def in_words(self):
        return self._value()


class ChoiceField(SelectField):
    """One of the allowed values; one that is not allowed any more stays until another is chosen."""

    def __init__(self, label=None, validators=None, custom=None, standing=None, **options):
        offered = choices_from([("", "—"), *offered_by(custom)])
        super().__init__(label, validators, coerce=coerce_of(custom), choices=offered, **options)
        self.custom, self.standing = custom, standing

    def process_data(self, value):
        super().process_data(value)
        if not self.offers(self.data):
            self.offer(self.data)

    def process_formdata(self, values):
        super().process_formdata(values)
        if values and not self.offers(self.data) and self.data == self.standing():
            self.offer(self.data)

    def offers(self, value):
        return value in {self.coerce(choice.value) for choice in self.choices}

    def offer(self, value):
        name = names_for(self.custom, [value]).get(value) if self.custom.type is Type.PERSON else None
        self.choices = [*self.choices, *choices_from([(str(value), name or str(value))])]

    def sent(self):
        text = {True: YES, False: NO, None: ""}.get(self.data, self.data)
        return [(self.name, str(text))]


def offered_by(field):
    if field.type is Type.YES_NO:
        return [(YES, _("Yes")), (NO, _("No"))]
    return [(str(id), name) for id, name in people()] if field.type is Type.PERSON else field.choices


def coerce_of(field):
    if field.type is Type.YES_NO:
        return yes_or_no
    if field.type is Type.PERSON:
        return lambda value: int(value) if value not in (None, "") else None
    return lambda value: value or None


def yes_or_no(value):
    if value in (None, "", True, False):
        return value if isinstance(value, bool) else None
    if value not in (YES, NO):
        raise ValueError
    return value == YES


class SeveralField(SelectMultipleField):
    """Some of the allowed values, in their order. With nothing chosen a browser would send nothing at all."""

    def __init__(self, label=None, validators=None, custom=None, standing=None, **options):
        super().__init__(label, validators, choices=choices_from(custom.choices), **options)
        self.custom, self.standing, self.widget = custom, standing, SelectSeveral()

    def process_data(self, value):
        super().process_data(value)
        self.offer(self.data or ())

    def offer(self, values):
        offered = [choice.value for choice in self.choices]
        self.choices = [*self.choices, *choices_from([(one, one) for one in values if one not in offered])]

    def process_formdata(self, values):
        chosen = set(values)
        if not chosen <= {"", *(choice.value for choice in self.choices)}:
            self.offer(self.standing() or ())
        order = [choice.value for choice in self.choices]
        unknown = [value for value in values if value and value not in order]
        self.data = [value for value in order if value in chosen] + unknown or None


class SelectSeveral(Select):
    def __init__(self):
        super().__init__(multiple=True)

    def __call__(self, field, **options):
        return Markup('<input type="hidden" name="{}" value="">').format(field.name) + super().__call__(
            field, **options
        )


def within(_form, one):
    try:
        check(one.custom, one.data)
    except ValueError as error:
        raise StopValidation(str(error)) from None


class OwnMoment(MomentField):
    def __init__(self, label=None, custom=None, rules=None, **options):
        super().__init__(label, custom.required, **options)
        self.custom, self.validators = custom, [*self.validators, within, *rules]


CLASSES = {
    Type.CHOICE: ChoiceField,
    Type.YES_NO: ChoiceField,
    Type.PERSON: ChoiceField,
    Type.SEVERAL: SeveralField,
}
