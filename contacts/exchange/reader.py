"""Reading a CSV file without trusting it: never more than one bounded line in hand, and every fault with its line."""

import codecs
import csv

LONGEST_LINE = 1 << 20  # bytes
LONGEST_FIELD = 100_000  # characters
MOST_COLUMNS = 200
MOST_ROWS = 1_000_000
OTHER_DELIMITERS = ";\t|"
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Refused(ValueError):
    """Why a file is not imported, in one sentence for the person who gave it."""


def read_rows(path, delimiter=",", encoding="utf-8"):
    """Yield `(line number, {column: text})` for each row of the file; the first row names the columns.

    Raises Refused; the sentence names the file and the line.
    """
    try:
        with open(path, "rb") as file:
            yield from parse(decoded(bounded(file), encoding), delimiter)
    except Refused as error:
        raise Refused(f"{path.name}, {error}") from None
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}") from None


def read_heading(path, delimiter=",", encoding="utf-8"):
    """The columns' names. Raises Refused."""
    try:
        with open(path, "rb") as file:
            return heading(next(csv.reader(decoded(bounded(file), encoding), delimiter=delimiter, strict=True), None))
    except csv.Error as error:
        raise Refused(f"{path.name}, line 1: {said(error)}") from None
    except Refused as error:
        raise Refused(f"{path.name}, {error}") from None
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}") from None


def bounded(file):
    """Yield `(line number, bytes)`."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1 and line.startswith(WIDE):
            raise Refused("line 1: this is UTF-16; save the file as UTF-8")
        if len(line) > LONGEST_LINE:
            raise Refused(f"line {number}: longer than {LONGEST_LINE:,} bytes")
        if b"\0" in line:
            raise Refused(f"line {number}: a NUL byte; this is not a text file")
        yield number, line


def decoded(lines, encoding):
    for number, line in lines:
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        try:
            yield line.decode(encoding)
        except UnicodeDecodeError as error:
            byte = line[error.start]
            raise Refused(
                f"line {number}: not {encoding.upper()} at byte {error.start + 1} (0x{byte:02x}); save it as UTF-8"
            ) from None


def parse(lines, delimiter):
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        names = heading(next(reader, None))
        yield from records(reader, names)
    except csv.Error as error:
        raise Refused(f"line {max(reader.line_num, 1)}: {said(error)}") from None


def said(error):
    """What the reader of the standard library stumbled over, in words for whoever made the file."""
    if "new-line character" in str(error):
        return "a carriage return within a line; save the file with the line ends of Unix or Windows"
    return str(error)


def heading(cells):
    """The columns' names, each given and different from the others."""
    if not cells:
        raise Refused("line 1: the first line must name the columns, and it is empty")
    names = [cell.strip() for cell in cells]
    if len(names) > MOST_COLUMNS:
        raise Refused(f"line 1: more than {MOST_COLUMNS} columns")
    if "" in names:
        raise Refused(f"line 1: column {names.index('') + 1} has no name")
    if len(names) == 1 and (mark := next((mark for mark in OTHER_DELIMITERS if mark in names[0]), None)):
        raise Refused(f"line 1: one column only; say in a mapping what separates them, such as delimiter = {mark!r}")
    folded = [name.casefold() for name in names]
    twice = sorted({name for name in names if folded.count(name.casefold()) > 1})
    if twice:
        raise Refused(f"line 1: two columns are called {' and '.join(twice)}")
    return names


def records(reader, names):
    """The rows after the heading, each with the line it starts on; empty lines are passed over."""
    end, count = reader.line_num, 0
    for cells in reader:
        start, end = end + 1, reader.line_num
        if not cells:
            continue
        count += 1
        if count > MOST_ROWS:
            raise Refused(f"line {start}: more than {MOST_ROWS:,} rows")
        if len(cells) != len(names):
            raise Refused(f"line {start}: {len(cells)} fields, but the heading has {len(names)}")
        yield start, dict(zip(names, cells, strict=True))
