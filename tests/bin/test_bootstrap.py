"""What bin/serve and bin/test decide before anything is installed."""

import socket
import subprocess
import sys

import bootstrap
import children
import cluster
import pip_settings
import pip_wheel
import pytest
import runner
import steps
import system_packages
import web_server


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project with one requirements file."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements.txt").write_text("flask==3.1.3\n")
    monkeypatch.setattr(bootstrap, "PROJECT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    return tmp_path


def test_nothing_is_installed_at_first(project):
    assert not bootstrap.up_to_date("requirements.txt")


def test_a_stamp_holds_until_the_file_changes(project):
    stamp = project / ".venv" / ".installed-requirements.txt"
    stamp.write_text(bootstrap.fingerprint("requirements.txt"))
    assert bootstrap.up_to_date("requirements.txt")
    (project / "requirements.txt").write_text("flask==3.1.4\n")
    assert not bootstrap.up_to_date("requirements.txt")


def test_environment_variables_beat_pip_s_files(tmp_path):
    file = tmp_path / "pip.conf"
    file.write_text("[global]\nindex-url = https://mirror.example/simple\ntimeout = 7\n[install]\nproxy = http://p:1\n")
    environment = {"PIP_CONFIG_FILE": str(file), "PIP_DEFAULT_TIMEOUT": "9", "XDG_CONFIG_DIRS": str(tmp_path)}
    settings = pip_settings.read(environment)
    assert settings["index-url"] == "https://mirror.example/simple"
    assert (settings["timeout"], settings["proxy"]) == ("9", "http://p:1")


def test_without_an_index_only_links_are_searched():
    assert pip_settings.index_urls({"no-index": "1", "index-url": "https://a.example"}) == []
    assert pip_settings.index_urls({"extra-index-url": "b\nc"}) == [pip_settings.DEFAULT_INDEX, "b", "c"]


@pytest.mark.parametrize("link", ["../../files/{}#sha256=1", "https://files.example/a%2B/{}", "/x/{}"])
def test_the_wheel_s_link_is_made_absolute(link):
    page = f'<a href="pip-26.3.tar.gz">no</a><a class="x" href="{link.format(pip_wheel.NAME)}">yes</a>'
    found = pip_wheel.link_in(page, "https://index.example/simple/pip/")
    assert found.startswith("https://")
    assert pip_wheel.NAME in found


def test_a_wheel_with_another_hash_is_refused(tmp_path):
    (tmp_path / pip_wheel.NAME).write_bytes(b"not pip")
    with pytest.raises(ValueError, match="wrong hash"):
        pip_wheel._wheel_from(tmp_path.as_uri(), {})


def test_a_password_is_never_shown():
    assert pip_wheel._without_password("https://me:secret@host.example:1/x") == "https://host.example:1/x"


def test_words_and_paths_for_pytest_are_told_apart(tmp_path):
    (tmp_path / "tests" / "browser").mkdir(parents=True)
    (tmp_path / "tests" / "test_a.py").touch()
    given = ["-x", "test_a.py::test_one", "-k", "browser", "--maxfail", "2", "browser"]
    words, paths = steps.separate_paths(given, tmp_path / "tests", tmp_path)
    assert words == ["-x", "-k", "browser", "--maxfail", "2"]
    assert paths == ["tests/test_a.py::test_one", "tests/browser"]


def named(chosen):
    return [step.name for step in chosen]


def test_every_step_runs_unless_something_is_asked_for():
    assert steps.choose(None, [], []) == list(steps.STEPS)
    assert named(steps.choose(["ruff"], [], [])) == ["ruff check", "ruff format"]
    assert named(steps.choose(["POSTGRES"], ["-x"], [])) == ["pytest on Postgres"]


def test_a_path_chooses_the_steps_it_belongs_to():
    browser = steps.STEPS[-1]
    assert steps.choose(None, [], ["tests/browser/test_login.py"]) == [browser]
    assert browser not in steps.choose(None, [], ["tests/customers"])
    assert browser in steps.choose(None, [], ["tests"])
    assert steps.pytest_arguments(browser, ["-x"], ["tests"]) == ["-x", steps.BROWSER_TESTS]


def test_tests_do_not_see_a_developer_s_instance():
    given = {"DATABASE_URL": "x", "RAPPORT_LOCALE": "de", "FLASK_DEBUG": "1", "HOME": "/home/me"}
    assert runner.clean_environment(given) == {"HOME": "/home/me"}


def test_a_report_is_counted(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>')
    assert runner.count(report) == {"passed": 5, "failed": 2, "skipped": 2}


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_what_is_missing_fails_only_in_ci(monkeypatch, capsys, ci, status):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(system_packages, "missing", lambda names: names)
    assert runner.Runner().run([steps.STEPS[-1]]) == status
    assert "chromium is missing" in capsys.readouterr().out


def test_an_address_in_use_is_said_in_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SystemExit, match=r"Cannot listen on 127\.0\.0\.1"):
            web_server.check_address("127.0.0.1", taken.getsockname()[1])
    web_server.check_address("127.0.0.1", cluster.free_port())


def test_libpq_is_told_the_same_database():
    found = cluster.libpq_environment("postgresql://rapport@127.0.0.1:5433/step_1")
    assert found == {"PGHOST": "127.0.0.1", "PGPORT": "5433", "PGUSER": "rapport", "PGDATABASE": "step_1"}


def test_a_child_ends_before_its_parent_does():
    script = "import children, sys; children.end_tidily(); children.run([sys.executable, '-c', CHILD])"
    child = "import time\ntry: print('ready', flush=True); time.sleep(60)\nfinally: print('tidied')"
    code = script.replace("CHILD", repr(child))
    options = {"cwd": children.__file__.rpartition("/")[0], "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", code], text=True, **options) as parent:
        assert parent.stdout.readline() == "ready\n"
        parent.terminate()
        assert parent.stdout.read() == "tidied\n"


def test_children_run_beside_each_other_and_all_end_with_their_parent():
    child = (
        "import time\ntry: print('ready\\n', end='', flush=True); time.sleep(60)\nfinally: print('tidied\\n', end='')"
    )
    code = (
        "import children, sys; children.end_tidily(); children.run_at_once("
        f"[([sys.executable, '-c', {child!r}], {{}})] * 3, 2, print)"
    )
    options = {"cwd": children.__file__.rpartition("/")[0], "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", code], text=True, **options) as parent:
        assert [parent.stdout.readline() for _each in range(2)] == ["ready\n"] * 2
        parent.terminate()
        assert parent.stdout.read() == "tidied\n" * 2


def test_each_child_that_ended_is_told_of():
    ended = []
    commands = [([sys.executable, "-c", f"raise SystemExit({status})"], {}) for status in (0, 3, 0)]
    children.run_at_once(commands, 2, lambda number, status: ended.append((number, status)))
    assert sorted(ended) == [(0, 0), (1, 3), (2, 0)]
