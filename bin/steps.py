"""The list of checks that bin/test goes through, in order: what each is called, runs and needs."""

from dataclasses import dataclass

# Not by its script, which names the folder it was installed in and stops working when the project moves.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run(['--no-logo'])"
FLASK = ("-m", "flask", "--app", "app", "db")
MIGRATIONS = ((*FLASK, "upgrade"), (*FLASK, "check"))
BROWSER_TESTS = "tests/browser"


@dataclass(frozen=True)
class Step:
    """Commands are arguments for the virtual environment's Python; the first that fails ends the step."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()  # some tests skip themselves without these, and fail where everything has to be there
    database: str | None = None  # "sqlite" or "postgres": an empty one, in DATABASE_URL
    test_database: str | None = None  # "postgres": an empty one, in TEST_DATABASE_URL
    in_browser: bool = False  # runs the tests under BROWSER_TESTS, which the other steps leave out

    @property
    def is_pytest(self):
        return self.commands[0][:2] == ("-m", "pytest")


PYTEST = (("-m", "pytest"),)
# pytest's short options that stand alone; what follows any other, such as -k, is its value and never a path.
PLAIN = ("-x", "-s", "-v", "-q", "-l")
STEPS = (
    Step("ruff check", (("-m", "ruff", "check"),)),
    Step("ruff format", (("-m", "ruff", "format", "--check"),)),
    Step("djlint", (("-m", "djlint", "--lint", "--quiet", "templates"),)),
    Step("lint-imports", (("-c", LINT_IMPORTS),)),
    Step("migrations on SQLite", MIGRATIONS, database="sqlite"),
    Step("migrations on Postgres", MIGRATIONS, ("postgresql",), database="postgres"),
    Step("pytest on SQLite", PYTEST),
    Step("pytest on Postgres", PYTEST, ("postgresql",), test_database="postgres"),
    Step("pytest in the browser", PYTEST, ("chromium", "libatomic1"), wants=("nodejs", "npm"), in_browser=True),
)


def choose(only, words, paths):
    """The steps whose name holds one of `only`; just those of pytest if there are words or paths for it."""
    named = [step for step in STEPS if not only or any(part.lower() in step.name.lower() for part in only)]
    if not (words or paths):
        return named
    return [step for step in named if step.is_pytest and (not paths or _own(step, paths))]


def pytest_arguments(step, words, paths):
    """What to say to pytest in this step: the words, and those of the paths that belong to it."""
    if step.in_browser:
        return [*words, *(_own(step, paths) if paths else [BROWSER_TESTS])]
    return [*words, f"--ignore={BROWSER_TESTS}", *_own(step, paths)]


def separate_paths(arguments, here, project):
    """Split what is meant for pytest into words and paths, the paths as seen from the project."""
    words, paths = [], []
    for before, word in zip(["", *arguments], arguments, strict=False):
        place = (here / word.partition("::")[0]).resolve()
        is_value = len(before) == 2 and before.startswith("-") and before not in PLAIN
        if word.startswith("-") or is_value or not (place.exists() and place.is_relative_to(project)):
            words.append(word)
        else:
            paths.append(str(place.relative_to(project)) + word[len(word.partition("::")[0]) :])
    return words, paths


def _own(step, paths):
    """Those of the paths that lie where this step's tests are; all tests hold those in the browser."""
    if step.in_browser:
        paths = [BROWSER_TESTS if path in (".", "tests") else path for path in paths]
    return [path for path in paths if path.startswith(BROWSER_TESTS) == step.in_browser]
