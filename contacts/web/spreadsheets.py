"""CSV as spreadsheets open it."""

import csv
import io

FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run instead of show


def harmless(value):
    """The value as a cell. One that a spreadsheet would take for a formula gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULAS) else text


def csv_lines(heading, rows):
    """The lines of a CSV file, made as they are asked for; it begins with a mark that says it is UTF-8."""
    yield f"\ufeff{csv_line(heading)}"
    yield from map(csv_line, rows)


def csv_line(row):
    line = io.StringIO()
    csv.writer(line).writerow([harmless(value) for value in row])
    return line.getvalue()
