"""Categories, matched by their path."""

from contacts.categories.models import Category
from contacts.exchange.kinds.references import category_paths
from contacts.exchange.rows import existing, merge
from contacts.exchange.values import words

KEY = "name"
FIELDS = {"name": words(Category.name), "description": words(Category.description), "parent": words(Category.name)}
REQUIRED = ("name",)
SEVERAL = ()
DEFAULTS = {}


def write(rows, _mapping, summary):
    """A parent is there already, or comes earlier in the file; so rows go one level at a time."""
    paths = category_paths()
    left = rows
    while left:
        ready = [row for row in left if not row.values.get("parent") or row.values["parent"] in paths]
        if not ready:
            for row in left:
                summary.problem(row.line, f"there is no category “{row.values['parent']}” to put it under")
            return
        write_level(ready, paths)
        left = [row for row in left if row not in ready]
    summary.count(rows)


def write_level(rows, paths):
    for row in rows:
        parent = row.values.pop("parent", None)
        row.values["parent_id"] = paths.get(parent)
        row.key = paths.get(f"{parent} > {row.values['name']}" if parent else row.values["name"])
    merge(Category, rows, existing(Category, Category.id, [row.key for row in rows], rows[0].values))
    paths.update(category_paths())
