"""What `bin/translations` does, inside of the virtual environment."""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from babel.messages.mofile import write_mo  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402
from messages import catalogue  # noqa: E402

FOLDER = PROJECT / "contacts" / "translations"
WIDTH = 120


def read(path):
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def missing_in(translated):
    """The texts that have no translation yet, or one that nobody has looked at."""
    return [one.id for one in translated if one.id and (one.fuzzy or not all(forms(one)))]


def forms(message):
    return message.string if isinstance(message.string, (tuple, list)) else (message.string,)


def update(path, wanted):
    """Write the file of a language anew, with what was translated so far, and compile it."""
    translated = read(path)
    translated.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
    translated.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, translated, width=WIDTH, sort_output=True, include_lineno=False, omit_header=False)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, translated)
    return missing_in(translated)


def main():
    wanted, left = catalogue(), 0
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/messages.po")):
        missing = update(path, wanted)
        left += len(missing)
        print(f"{path.parent.parent.name}: {len(wanted) - len(missing)} of {len(wanted)} texts are translated")
        for text in missing:
            print(f"  {text}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
