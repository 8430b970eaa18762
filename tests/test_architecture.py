"""The house rules. Each is here so that nobody has to remember it."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from contacts.db import Base

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "contacts").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<script>(?!\s*</)|<style")
COMMITTERS = {"web/unit.py", "access/door.py"}


def name_of(path):
    return str(path.relative_to(ROOT / "contacts"))


def functions_of(path):
    return [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_routes_never_touch_the_session():
    assert [name_of(p) for p in MODULES if "routes" in p.name and "db.session" in p.read_text()] == []


def test_only_the_unit_of_work_commits():
    committing = {name_of(p) for p in MODULES if ".commit()" in p.read_text()}
    assert committing == COMMITTERS


def test_no_module_is_long():
    ours = [path for folder in ("contacts", "tests", "bench", "bin") for path in (ROOT / folder).rglob("*")]
    code = [path for path in ours if path.suffix == ".py" or (path.parent.name == "bin" and path.is_file())]
    long = [str(path.relative_to(ROOT)) for path in code if len(path.read_text().splitlines()) > 200]
    assert long == []


def test_no_module_is_a_drawer():
    assert [name_of(p) for p in MODULES if p.stem in {"util", "utils", "helper", "helpers", "common", "misc"}] == []


def test_every_module_says_what_lives_there():
    assert [name_of(p) for p in MODULES if not ast.get_docstring(ast.parse(p.read_text()))] == []


def test_imports_stand_at_the_top():
    inside = [
        f"{name_of(p)}:{f.name}"
        for p in MODULES
        for f in functions_of(p)
        if any(isinstance(n, ast.Import | ast.ImportFrom) for n in ast.walk(f))
    ]
    assert inside == []


def test_htmx_attributes_live_in_components_only():
    pages = [p for p in TEMPLATES if "components" not in p.parts]
    assert [str(p.relative_to(ROOT)) for p in pages if " hx-" in p.read_text()] == []


def test_templates_hold_no_inline_style_or_script():
    assert [str(p.relative_to(ROOT)) for p in TEMPLATES if INLINE.search(p.read_text())] == []


def test_every_route_says_what_it_needs(app):
    silent = [name for name, view in app.view_functions.items() if name != "static" and not hasattr(view, "needs")]
    assert silent == []


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=str)
def test_every_table_and_column_is_explained(table):
    assert table.comment
    assert [column.name for column in table.columns if not column.comment] == []


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=str)
def test_every_constraint_has_a_name(table):
    assert [c for c in table.constraints if c.name is None] == []


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=str)
def test_every_foreign_key_says_what_a_delete_does(table):
    assert [key for key in table.foreign_keys if key.ondelete is None] == []


@pytest.mark.parametrize("table", [table for table in Base.metadata.sorted_tables if table.info["ledger"]], ids=str)
def test_no_key_is_used_twice(table):
    assert table.dialect_options["sqlite"]["autoincrement"]


UNRESTRICTED = {
    "access/events.py": 1,
    "access/masks.py": 1,
    "access/roles.py": 2,
    "attachments/tidying.py": 1,
    "data_model/actions.py": 1,
    "data_model/filling.py": 1,
    "data_model/integrity.py": 2,
    "data_model/live.py": 1,
    "demo/loading.py": 1,
    "customers/stats_commands.py": 2,
    "customfields/actions.py": 1,
    "customfields/converting.py": 1,
    "customfields/known.py": 1,
    "customfields/values.py": 1,
    "fulltext/commands.py": 2,
    "history/chain.py": 1,
    "history/resealing.py": 4,
    "history/undo.py": 2,
    "home/routes.py": 1,
    "journal/queries.py": 2,
    "reveals/queries.py": 1,
    "search/recent.py": 1,
    "security/queries.py": 2,
    "segments/actions.py": 1,
    "segments/looks.py": 2,
    "single_sign_on/actions.py": 3,
    "single_sign_on/queries.py": 4,
    "users/accounts.py": 6,
    "users/actions.py": 2,
    "users/commands.py": 2,
    "users/entry.py": 2,
    "users/factors/actions.py": 4,
    "users/factors/proving.py": 1,
    "users/factors/queries.py": 5,
    "users/passkeys/actions.py": 3,
    "users/passkeys/challenges.py": 2,
    "users/passkeys/queries.py": 3,
    "users/links.py": 2,
    "users/own_account.py": 4,
    "users/own_queries.py": 2,
    "users/queries.py": 10,
    "users/throttle.py": 3,
    "users/viewing.py": 2,
}


def test_every_way_past_the_walls_is_listed():
    found = {name_of(p): p.read_text().count('unrestricted("') + p.read_text().count('elevate("') for p in MODULES}
    assert {name: count for name, count in found.items() if count} == UNRESTRICTED


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git here")
def test_what_is_made_on_a_machine_is_not_committed():
    command = ["git", "ls-files", ".venv", "instance", "pictures"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout == ""


def test_migrations_stand_in_one_line():
    numbers = [path.name[:4] for path in (ROOT / "migrations" / "versions").glob("*.py")]
    assert sorted(numbers) == [f"{number:04}" for number in range(1, len(numbers) + 1)]
