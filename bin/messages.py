"""Every text that people read: found in the code, in the templates and in the description of the tables."""

import ast
from http import HTTPStatus
from pathlib import Path

from babel.messages import Catalog
from jinja2 import Environment, nodes
from sqlalchemy.types import Enum

import contacts  # noqa: F401, so that every table is known
from contacts.access.policy import RIGHTS
from contacts.db import Base
from contacts.web.errors import SENTENCES
from contacts.web.words import spelled

PROJECT = Path(__file__).resolve().parent.parent
PLAIN = Environment()
# Which argument of a call is a text for people.
TEXTS = {"_": 0, "lazy": 0, "begin": 1, "Forbidden": 0, "CannotUndo": 0}


def catalogue():
    """What is there to translate, in the order of the alphabet."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for text, place in sorted(texts(), key=lambda pair: (str(pair[0]), pair[1])):
        found.add(text, locations=[(place, None)])
    return found


def texts():
    """`(text or (one, many), the file it stands in)`"""
    for path in sorted((PROJECT / "contacts").rglob("*.py")):
        yield from ((text, place_of(path)) for text in in_code(path.read_text()))
    for path in sorted((PROJECT / "templates").rglob("*.*")):
        if path.suffix in (".html", ".txt", ".svg"):
            yield from ((text, place_of(path)) for text in in_template(path.read_text()))
    yield from ((text, "the tables") for text in in_tables())
    yield from ((HTTPStatus(status).phrase, "contacts/web/errors.py") for status in SENTENCES)
    yield from ((name.capitalize(), "contacts/access/policy.py") for name in RIGHTS)


def place_of(path):
    return path.relative_to(PROJECT).as_posix()


def in_code(source):
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "ngettext":
            forms = tuple(text for one in node.args[:2] for text in literals(one))
            yield from [forms] if len(forms) == 2 else []
        elif len(node.args) > TEXTS.get(node.func.id, 99):
            yield from literals(node.args[TEXTS[node.func.id]])
        elif node.func.id == "record_event":
            yield from (text for key in node.keywords if key.arg == "detail" for text in literals(key.value))


def literals(node):
    """The text, or both where one of two is chosen; what is put together is none."""
    if isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def in_template(source):
    for call in PLAIN.parse(source).find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else None
        if name == "ngettext":
            forms = tuple(text for one in call.args[:2] for text in constants(one))
            yield from [forms] if len(forms) == 2 else []
        elif name == "_":
            yield from constants(call.args[0])


def constants(node):
    """The text, or both where one of two is chosen."""
    if isinstance(node, nodes.CondExpr):
        yield from (*constants(node.expr1), *constants(node.expr2))
    elif isinstance(node, nodes.Const):
        yield node.value


def in_tables():
    """What tables and columns are called, what they mean, and the values of those that hold one of a few."""
    for table in Base.metadata.sorted_tables:
        yield from (spelled(table.name), table.comment)
        for column in table.columns:
            yield from (spelled(column.name), spelled(column.name.removesuffix("_id")), column.comment)
            yield from map(spelled, column.type.enums if isinstance(column.type, Enum) else ())
