"""The rules of rows (CHECK) in words, and what tells those of two versions of a table apart."""

import re

VALUE = r"'[^']*'|-?\d+"
CHOICE = re.compile(rf"(\w+) IN \(((?:{VALUE})(?:, (?:{VALUE}))*)\)")
PATTERNS = [
    (re.compile(pattern), words)
    for pattern, words in (
        (CHOICE.pattern, "{0} is one of {1}"),
        (r"length\(trim\((\w+)\)\) > 0", "{0} is not blank"),
        (r"length\((\w+)\) = (\d+) AND \1 = upper\(\1\)", "{0} is {1} characters in capitals"),
        (r"(\w+) = lower\(\1\)", "{0} has no capitals"),
        (r"(\w+) IS NULL OR (\w+) IS NULL", "{0} or {1} is empty"),
        (rf"(\w+) BETWEEN ({VALUE}) AND ({VALUE})", "{0} is from {1} to {2}"),
        (rf"(\w+) >= ({VALUE})", "{0} is at least {1}"),
        (rf"(\w+) <= ({VALUE})", "{0} is at most {1}"),
        (rf"(\w+) > ({VALUE})", "{0} is more than {1}"),
        (rf"(\w+) < ({VALUE})", "{0} is less than {1}"),
        (r"(\w+) <> (\w+)", "{0} is not the same as {1}"),
    )
]
MAY_BE_EMPTY = re.compile(r"(\w+) IS NULL OR (.+)")


def in_words(rule):
    """ "total >= 0" is "total is at least 0"; what has no words here is said as it is written."""
    found = MAY_BE_EMPTY.fullmatch(rule)
    if found and (rest := words_of(found[2])):
        return f"{found[1]} is empty, or {rest}"
    return words_of(rule) or rule


def words_of(rule):
    for pattern, words in PATTERNS:
        if found := pattern.fullmatch(rule):
            return words.format(*(part.replace("'", "") for part in found.groups() if part is not None))
    return ""


def differing_rules(before, after):
    """Sentences. A rule that is only called otherwise is the same."""
    old, new = (short_names(one) for one in (before, after))
    gone = {name: rule for name, rule in old.items() if rule not in new.values()}
    come = {name: rule for name, rule in new.items() if rule not in old.values()}
    for name in sorted(gone.keys() | come.keys()):
        if name not in gone:
            yield f"{after.name} has a new rule, {name}: {in_words(come[name])}."
        elif name not in come:
            yield f"{after.name} has no rule {name} any more: {in_words(gone[name])}."
        else:
            yield from changed(after.name, name, gone[name], come[name])


def short_names(table):
    return {name.removeprefix(f"ck_{table.name}_"): rule for name, rule in table.checks.items()}


def changed(table, name, before, after):
    """Choices are compared one by one; of another rule both are said."""
    was, now = CHOICE.fullmatch(before), CHOICE.fullmatch(after)
    if not (was and now and was[1] == now[1]):
        yield f"{table} has another rule {name}: {in_words(after)}, instead of: {in_words(before)}."
        return
    old, new = choices_in(was), choices_in(now)
    if added := [one for one in new if one not in old]:
        yield f"{table}.{now[1]} may be {', '.join(added)} too now."
    if left := [one for one in old if one not in new]:
        yield f"{table}.{now[1]} may not be {', '.join(left)} any more."


def choices_in(found):
    return [one.strip("'") for one in found[2].split(", ")]
