"""What templates ask about the fields that people added."""

from contacts.access import level
from contacts.customfields.known import fields_of
from contacts.customfields.names import address_of, names_for
from contacts.customfields.rows import standing_in
from contacts.customfields.values import masks_of, masks_of_all, shown_fields, values_of
from contacts.customfields.words import Type
from contacts.customfields.writing import in_words


def color_of(field, value):
    """The hue of an allowed value; 0 for none."""
    return next((one.get("color", 0) for one in field.options if one["value"] == value), 0)


def label_of(field, value):
    """What an allowed value is called; one that is not allowed any more by its own name."""
    return dict(field.choices).get(value, value)


def name_of(field, id):
    """Who or what the value leads to, as far as the reader may know it."""
    return names_for(field, [id]).get(id)


def text_of(field, value):
    """The value as a file says it to people: choices by their labels, people and records by their names."""
    return name_of(field, value) if field.type in (Type.PERSON, Type.RECORD) else in_words(field, value)


def record_values(kind, id):
    """What a record shows of its fields: `by_name`, `sections`, and `known` values and `masks` by their names."""
    fields = shown_fields(kind)
    by_section = {}
    for field in fields:
        by_section.setdefault(field.section or "", []).append(field)
    known = values_of(kind, id) if fields else {}
    by_name = {field.name: field for field in fields}
    return {"by_name": by_name, "sections": list(by_section.items()), "known": known, "masks": masks_of(kind, id)}


def sections(form):
    """`[(heading, [names])]` of the fields that were added to a form's records, in their order."""
    found = {}
    for field in fields_of(getattr(form, "record_kind", None)):
        if field.name in form:
            found.setdefault(field.section or "", []).append(field.name)
    return list(found.items())


def masked_fields(kind, masks):
    """`[(field, mask)]` of one record's masks by the names of the fields."""
    return [(field, masks[field.name]) for field in fields_of(kind) if field.name in masks]


GLOBALS = {
    "custom_color": color_of,
    "custom_label": label_of,
    "custom_name": name_of,
    "custom_address": address_of,
    "custom_record": record_values,
    "custom_in_row": standing_in,
    "custom_masked": masked_fields,
    "custom_masks": masks_of_all,
    "custom_sections": sections,
    "custom_level": lambda field: level(field.place),
    "CustomType": Type,
}
