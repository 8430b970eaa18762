"""The mapping file: which column is which field, and how its cells are written. docs/import.md explains it."""

import re
import tomllib
from dataclasses import dataclass, field

from contacts.exchange.reader import Refused, read_rows

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
ENCODINGS = ("utf-8", "windows-1252", "iso-8859-1", "iso-8859-15")


@dataclass
class Mapping:
    """What a mapping file says; everything has a use even when there is none.

    `columns`: field → column or template; `constants`: field → text; `values`: field → {cell: text};
    `formats`: field → strptime format; `split`: field → separator.
    """

    source: str = "csv"
    delimiter: str = ","
    encoding: str = "utf-8"
    columns: dict = field(default_factory=dict)
    constants: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    formats: dict = field(default_factory=dict)
    split: dict = field(default_factory=dict)
    lookups: dict = field(default_factory=dict)
    items: dict = field(default_factory=dict)
    infer_interests: bool = False
    decimal: str = "."
    discount: str = "fraction"
    differs_from: str = ""

    def text(self, name, cells):
        """The text of one field in a row: its column, template or constant, by way of its table of values."""
        column = self.columns.get(name)
        if column is None:
            return self.constants.get(name, "")
        text = cells[column] if column in cells else fill(column, cells)
        text = text.strip()
        return self.values.get(name, {}).get(text, text) or self.constants.get(name, "")

    def parts(self, name, text):
        """The values of a cell that may hold several."""
        separator = self.split.get(name)
        return [part for one in (text.split(separator) if separator else [text]) if (part := one.strip())]

    def check(self, fields, required, header):
        """Refuse names that mean nothing, before the first row is read."""
        known = ", ".join(sorted(fields))
        for name in {**self.columns, **self.constants, **self.values, **self.formats, **self.split}:
            if name not in fields:
                raise Refused(f"there is no field “{name}” here; there are: {known}")
        for name in required:
            if name not in self.columns and name not in self.constants:
                raise Refused(f"the field “{name}” is required: say in the mapping which column it is")
        for template in self.columns.values():
            missing = [c for c in ([template] if template in header else names_in(template)) if c not in header]
            if missing:
                raise Refused(f"the file has no column “{missing[0]}”; it has: {', '.join(header)}")


def names_in(template):
    return PLACEHOLDER.findall(template) or [template]


def fill(template, cells):
    """A template with cells put in. Nothing when all of them are empty; empty lines and doubled spaces go."""
    if not any(cells[name].strip() for name in names_in(template)):
        return ""
    text = PLACEHOLDER.sub(lambda found: cells[found[1]].strip(), template)
    lines = [" ".join(line.split(" ")).strip(" ,") for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


def load_mapping(path, folder):
    """Read the TOML file; `folder` is where the files that it names lie. Raises Refused."""
    if path is None:
        return Mapping()
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(f"{path.name} is not a mapping file: {error}") from None
    try:
        mapping = build(given)
    except Refused as error:
        raise Refused(f"{path.name}: {error}") from None
    for name, lookup in mapping.lookups.items():
        mapping.values[name] = {**read_lookup(folder, lookup, mapping), **mapping.values.get(name, {})}
    return mapping


def build(given):
    """A mapping from what the file says, every entry of the right type."""
    model = Mapping()
    for name, value in given.items():
        if not hasattr(model, name) or callable(getattr(model, name)):
            raise Refused(f"it says “{name}”, which means nothing")
        wanted = type(getattr(model, name))
        if not isinstance(value, wanted):
            raise Refused(
                f"“{name}” must be {'a table' if wanted is dict else 'true or false' if wanted is bool else 'text'}"
            )
    mapping = Mapping(**given)
    if mapping.encoding.lower() not in ENCODINGS or len(mapping.delimiter) != 1:
        raise Refused(f"encoding is one of {', '.join(ENCODINGS)}, and delimiter is one character")
    for table in (mapping.columns, mapping.constants, mapping.formats, mapping.split):
        if not all(isinstance(value, str) and value for value in table.values()):
            raise Refused("columns, constants, formats and split give a text for each field")
    return mapping


def beside(folder, name):
    """A file in the same folder as the imported one."""
    if not isinstance(name, str) or not name or "/" in name or "\\" in name or name.startswith("."):
        raise Refused("a file named in a mapping is a plain name beside the imported file")
    return folder / name


def read_lookup(folder, lookup, mapping):
    """`{key: value}` from two columns of another file."""
    try:
        file, key, value = lookup["file"], lookup["key"], lookup["value"]
        rows = read_rows(beside(folder, file), mapping.delimiter, mapping.encoding)
        return {cells[key].strip(): cells[value].strip() for _, cells in rows}
    except (KeyError, TypeError):
        raise Refused("a lookup gives file, key and value, and these columns exist in that file") from None
