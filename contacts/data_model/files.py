"""The files that the data model can be had as, and the two that are kept in docs/."""

from functools import partial
from pathlib import Path

from flask import current_app

from contacts.data_model.describing import schema_of
from contacts.data_model.drawing import draw
from contacts.data_model.exports import dbml, markdown, mermaid
from contacts.data_model.paper import printed
from contacts.data_model.sql import sql
from contacts.data_model.stages import SINCE, kept_origins, since, written_origins
from contacts.db import Base
from contacts.web.words import _

# The end of the file's name: (what it is called, its media type).
FORMATS = {
    "svg": (_("Diagram (.svg)"), "image/svg+xml"),
    "png": (_("Diagram (.png)"), "image/png"),
    "pdf": (_("Diagram (.pdf)"), "application/pdf"),
    "md": (_("Dictionary (.md)"), "text/markdown"),
    "mmd": (_("Mermaid (.mmd)"), "text/plain"),
    "dbml": (_("DBML (.dbml)"), "text/plain"),
    "sql": (_("Schema (.sql)"), "application/sql"),
}
HEADING = """# The schema

Made by `flask schema docs` from the models; a test fails when it is stale. The same is in the application, for
everybody who signs in, under *Data model*, with custom fields and the overlays.

![Every table and what refers to what](schema.svg)
"""


def file_of(name, schema, reflected):
    """The text of a file of this schema; of a PNG or PDF the bytes."""
    makers = {
        "svg": partial(svg, schema),
        "png": lambda: printed("png", svg(schema)),
        "pdf": lambda: printed("pdf", svg(schema)),
        "md": partial(document, schema, kept_origins()),
        "mmd": partial(mermaid, schema),
        "dbml": partial(dbml, schema),
        "sql": partial(sql, schema, reflected),
    }
    return makers[name]()


def svg(schema):
    """The diagram with its colours in it, light or dark as the reader has it."""
    return current_app.jinja_env.get_template("data_model/diagram.svg").render(picture=draw(schema)) + "\n"


def document(schema, origins, heading="# The schema\n"):
    known = partial(since, origins)
    drawn = f"## In Mermaid\n\n```mermaid\n{mermaid(schema)}```\n"
    return "\n".join([heading, markdown(schema, lambda table, column=None: known(table, column)), drawn])


def documents():
    """`{path: text}` of what is committed, made from the models: so it is the same on both engines."""
    docs, schema = Path(current_app.root_path).parent / "docs", schema_of(Base.metadata)
    origins = written_origins()
    known = {name: version for version, name in map(str.split, origins.splitlines())}
    return {SINCE: origins, docs / "schema.svg": svg(schema), docs / "schema.md": document(schema, known, HEADING)}
