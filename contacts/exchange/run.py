"""One import: a file read in chunks, checked and written in one transaction; all of it, or nothing."""

from itertools import islice

from sqlalchemy.exc import DBAPIError

from contacts.access import may, record_event
from contacts.db import db
from contacts.db.engines import without_deadline
from contacts.exchange.added import added_readers, labels_of
from contacts.exchange.kinds import KINDS
from contacts.exchange.kinds.lines import load_lines
from contacts.exchange.mapping import Mapping, load_mapping
from contacts.exchange.reader import Refused, read_heading, read_rows
from contacts.exchange.rows import CHUNK, Row
from contacts.exchange.summary import MOST_PROBLEMS, Summary
from contacts.history import begin
from contacts.web.unit import commit


def run_import(name, path, mapping_path=None, dry_run=False, progress=lambda summary: None):
    """Import a file for the acting person. Returns the Summary; raises Refused when the file as a whole will not do.

    With problems in the summary, nothing was written.
    """
    if may("import", name) != "all":
        raise Refused(f"your role may not import {name}")
    summary = Summary(name, path.name, dry_run)
    try:
        write_file(KINDS[name], path, load_mapping(mapping_path, path.parent), summary, progress)
        finish(summary)
    except DBAPIError as error:
        raise Refused(f"{path.name}: the database refused it: {error.orig}") from None
    finally:
        db.session.rollback()
    return summary


def write_file(kind, path, mapping, summary, progress):
    without_deadline(db.session.connection())
    summary.operation = begin(f"import.{summary.kind}", f"Imported {summary.kind} from a file")
    fields = {**kind.FIELDS, **(added_readers(summary.kind) if hasattr(kind, "ADDED") else {})}
    header = read_heading(path, mapping.delimiter, mapping.encoding)
    summary.unused = complete(kind, fields, mapping, header)
    lines = load_lines(mapping, path.parent)
    rows = checked((kind, fields), read_rows(path, mapping.delimiter, mapping.encoding), mapping, summary, lines)
    while chunk := list(islice(rows, CHUNK)):
        if not summary.broken:
            kind.write(chunk, mapping, summary)
        progress(summary)
        if len(summary.problems) >= MOST_PROBLEMS:
            return
    if lines and not summary.broken:
        number = min(some[0][0] for some in lines.values())
        summary.problem(1, f"line {number} of {mapping.items['file']} belongs to no purchase of this file")


def finish(summary):
    if summary.broken or summary.dry_run or not (summary.created or summary.updated):
        summary.operation = None
        db.session.rollback()
    else:
        record_event("import", detail=f"{summary.created + summary.updated} {summary.kind} from {summary.file}")
        commit()


def checked(known, file_rows, mapping, summary, lines):
    """The good rows of the file; what is wrong with the others goes into the summary. `known`: (kind, its fields)."""
    before, (kind, fields) = None, known
    for line, cells in file_rows:
        reference = mapping.text(kind.KEY, cells) if kind.KEY else None
        if lines is None and mapping.items and before is not None and reference in ("", before.key):
            before.lines.append((line, cells))  # one more line of the same purchase
            continue
        if before is not None:
            yield before
        before = read_row(kind, fields, line, cells, mapping, summary)
        if before is not None and mapping.items:
            before.lines = lines.pop(before.key, []) if lines is not None else [(line, cells)]
    if before is not None:
        yield before


def complete(kind, fields, mapping, header):
    """Hold the mapping against the heading; without one, columns called like fields are the fields.

    Returns the columns that nobody asked to leave out, and no field comes from.
    """
    is_asked = bool(mapping.columns)
    if not is_asked:
        named = {column.strip().casefold().replace(" ", "_"): column for column in header}
        labels = labels_of(kind.ADDED) if hasattr(kind, "ADDED") else {}
        named = {**{labels[one]: column for one, column in named.items() if one in labels}, **named}
        mapping.columns.update({field: named[field] for field in fields if field in named})
    mapping.check(fields, kind.REQUIRED, header)
    if "file" not in mapping.items:
        Mapping(columns=mapping.items.get("columns", {})).check(
            ("product", "description", "quantity", "unit_price", "discount"), (), header
        )
    used = {*mapping.columns.values(), *mapping.items.get("columns", {}).values()}
    return [] if is_asked else [column for column in header if column not in used]


def read_row(kind, fields, line, cells, mapping, summary):
    summary.read += 1
    try:
        values = read_values(kind, fields, cells, mapping)
        reason = kind.skip(values) if hasattr(kind, "skip") else None
        if reason:
            summary.skip(line, reason)
            return None
        if hasattr(kind, "prepare"):
            kind.prepare(values, mapping)
    except ValueError as error:
        summary.problem(line, str(error))
        return None
    key = (values.get("parent"), values[kind.KEY]) if "parent" in values else values.get(kind.KEY)
    if kind.KEY and summary.seen.setdefault(key, line) != line:
        summary.problem(line, f"the same {kind.KEY} “{values[kind.KEY]}” as line {summary.seen[key]}")
        return None
    return Row(line, values, key=values.get(kind.KEY))


def read_values(kind, fields, cells, mapping):
    """`{field: value}` of the mapped fields. Raises ValueError that names the field."""
    values = dict.fromkeys(kind.DEFAULTS)
    for name in (name for name in fields if name in mapping.columns or name in mapping.constants):
        text = mapping.text(name, cells)
        if not text and name in kind.REQUIRED:
            raise ValueError(f"“{name}” is empty")
        try:
            if name in kind.SEVERAL:
                values[name] = [fields[name](part) for part in mapping.parts(name, text)]
            else:
                values[name] = fields[name](text, mapping.formats.get(name)) if text else None
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return values
