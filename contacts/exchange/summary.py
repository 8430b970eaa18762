"""What an import did: counts, and the lines it left out or stumbled over, with reasons."""

from dataclasses import dataclass, field

MOST_PROBLEMS = 100  # after that the file is given up


@dataclass
class Summary:
    kind: str
    file: str
    dry_run: bool = False
    operation: int | None = None
    read: int = 0
    created: int = 0
    updated: int = 0
    skipped: list = field(default_factory=list)  # (line, reason)
    problems: list = field(default_factory=list)  # (line, reason)
    seen: dict = field(default_factory=dict)  # key → the line that had it first
    extra: dict = field(default_factory=dict)  # what else was written, such as items
    unused: list = field(default_factory=list)  # columns of the file that were left out without being asked to

    def count(self, rows):
        """Take in rows that were merged: their outcome is created, updated or unchanged."""
        for row in rows:
            if row.outcome == "unchanged":
                self.skip(row.line, "unchanged")
            else:
                setattr(self, row.outcome, getattr(self, row.outcome) + 1)

    def skip(self, line, reason):
        self.skipped.append((line, reason))

    def problem(self, line, reason):
        self.problems.append((line, reason))

    def add(self, name, count):
        if count:
            self.extra[name] = self.extra.get(name, 0) + count

    @property
    def broken(self):
        return bool(self.problems)

    def sentence(self):
        """The first problem, in one sentence."""
        line, reason = min(self.problems, key=lambda problem: problem[0])
        more = len(self.problems) - 1
        others = f" ({more} more {'problem' if more == 1 else 'problems'})" if more else ""
        return f"{self.file}, line {line}: {reason}{others}. Nothing was imported."

    def as_dict(self):
        return {
            "kind": self.kind,
            "file": self.file,
            "dry_run": self.dry_run,
            "operation": self.operation,
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "skipped": len(self.skipped),
            **self.extra,
            "unused_columns": self.unused,
            "skips": [{"line": line, "reason": reason} for line, reason in self.skipped],
            "problems": [{"line": line, "reason": reason} for line, reason in sorted(self.problems)],
        }

    def as_text(self):
        head = f"{self.kind}: read {self.read}, created {self.created}, updated {self.updated}"
        yield f"{head}, skipped {len(self.skipped)}" + (" (dry run: nothing was written)" if self.dry_run else "")
        yield from (f"  {count} {name} with them" for name, count in self.extra.items())
        for reason in dict.fromkeys(reason for _, reason in self.skipped):
            lines = [line for line, why in self.skipped if why == reason]
            yield f"  skipped, {reason}: {'line' if len(lines) == 1 else 'lines'} {ranges(lines)}"
        if self.unused:
            yield f"  left out, for no field is called so: {', '.join(self.unused)}"
        if self.operation:
            yield f"  to take it back: flask undo {self.operation}"


def ranges(lines):
    """`[2, 3, 4, 9]` is "2-4, 9"; at most ten pieces are named."""
    pieces = []
    for line in sorted(lines):
        if pieces and line == pieces[-1][1] + 1:
            pieces[-1][1] = line
        else:
            pieces.append([line, line])
    named = ", ".join(f"{a}-{b}" if a != b else str(a) for a, b in pieces[:10])
    return named + (f" and {len(pieces) - 10} more places" if len(pieces) > 10 else "")
