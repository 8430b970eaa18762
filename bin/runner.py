"""Runs steps, the test suites beside each other, each on an empty database, and says at the end how it went."""

import contextlib
import os
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import bootstrap
import children
import cluster
import steps
import system_packages

NO_TESTS = 5  # pytest's exit status when nothing matched
PASSED, FAILED, EMPTY = "passed", "FAILED", "no such test"


class Runner:
    """One run of bin/test; `words` and `paths` are what pytest was asked for, if it was."""

    def __init__(self, words=(), paths=()):
        self.words, self.paths = words, paths
        self.outcomes = []  # (name of the step, outcome, seconds)
        self.totals = Counter()

    def run(self, chosen):
        """Run the steps and print the summary; returns the exit status of the whole."""
        absent = set(system_packages.missing(sorted({name for step in chosen for name in step.needs + step.wants})))
        for name in sorted(absent):
            print(f"\n*** {name} is missing (apt-get install {name}): what needs it does not run ***", flush=True)
        with contextlib.ExitStack() as ending:
            self.folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="rapport-test-")))
            if any("postgresql" in step.needs for step in chosen) and "postgresql" not in absent:
                self.create_database = ending.enter_context(cluster.running())
            at_once = self._at_once(chosen, absent)
            for step in (step for step in chosen if step not in at_once):
                self._note(step, absent)
            self._note_at_once(at_once)
        return self._conclude()

    def _at_once(self, chosen, absent):
        """Those that run beside each other: the suites, when there are several of them and a processor for each."""
        suites = [step for step in chosen if step.is_pytest and absent.isdisjoint(step.needs)]
        return suites if min(len(suites), os.cpu_count() or 1) > 1 else []

    def _note(self, step, absent):
        """Run one step, or say why not, and remember the outcome."""
        head(step.name)
        began = time.monotonic()
        lacking = absent.intersection(step.needs)
        if lacking:
            outcome = f"{FAILED if in_ci() else 'skipped'}: no {' and '.join(sorted(lacking))}"
        else:
            outcome = self._outcome(step)
        self.outcomes.append((step.name, outcome, time.monotonic() - began))

    def _outcome(self, step):
        options = self._options(step)
        for command in self._commands(step):
            outcome = self._judge(step, children.run(command, **options))
            if outcome != PASSED:
                return outcome
        return PASSED

    def _note_at_once(self, chosen):
        """Run steps beside each other, and print what each of them said as it ends."""
        began = time.monotonic()

        def ended(number, status):
            step = chosen[number]
            head(step.name)
            print(self._said(step).read_text(errors="replace"), flush=True)
            self.outcomes.append((step.name, self._judge(step, status), time.monotonic() - began))

        with contextlib.ExitStack() as files:
            commands = []
            for step in chosen:
                said = files.enter_context(self._said(step).open("w"))
                [command] = self._commands(step)
                commands.append((command, {**self._options(step), "stdout": said, "stderr": subprocess.STDOUT}))
            children.run_at_once(commands, os.cpu_count(), ended)

    def _commands(self, step):
        if not step.is_pytest:
            return [[bootstrap.PYTHON, *command] for command in step.commands]
        asked = steps.pytest_arguments(step, self.words, self.paths)
        return [[bootstrap.PYTHON, *command, f"--junit-xml={self._report(step)}", *asked] for command in step.commands]

    def _options(self, step):
        environment = clean_environment(os.environ) | self._place(step, label(step))
        return {"cwd": bootstrap.PROJECT, "env": environment}

    def _report(self, step):
        return self.folder / f"{label(step)}.xml"

    def _said(self, step):
        return self.folder / f"{label(step)}.txt"

    def _judge(self, step, status):
        """The outcome that an exit status means; what pytest counted is added up."""
        if self._report(step).exists():
            self.totals.update(count(self._report(step)))
        if status == NO_TESTS and (self.words or self.paths):
            return EMPTY
        return FAILED if status else PASSED

    def _place(self, step, label):
        """Where this step's empty database is, and nothing of the developer's own instance."""
        place = {"SECRET_KEY": "only for the checks", "RAPPORT_ENCRYPTION_KEYS": f"checks:{'0' * 64}"}
        if browser := system_packages.chromium():
            place["CHROMIUM"] = browser
        if step.database == "sqlite":
            place["DATABASE_URL"] = f"sqlite:///{self.folder / label}.db"
        elif step.database:
            place["DATABASE_URL"] = self.create_database(label)
        elif step.test_database:
            place["TEST_DATABASE_URL"] = self.create_database(label)
        return place

    def _conclude(self):
        print("\n── summary " + "─" * 64)
        for name, outcome, seconds in self.outcomes:
            print(f"{name:24} {seconds:6.1f} s  {outcome}")
        print("\n" + ", ".join(f"{self.totals[kind]} {kind}" for kind in ("passed", "failed", "skipped")))
        outcomes = [outcome for _, outcome, _ in self.outcomes]
        return int(any(outcome.startswith(FAILED) for outcome in outcomes) or set(outcomes) <= {EMPTY})


def head(name):
    print(f"\n── {name} " + "─" * (70 - len(name)), flush=True)


def label(step):
    """What its files and its database are called."""
    return step.name.lower().replace(" ", "_").replace("-", "_")


def in_ci():
    return os.environ.get("CI", "").lower() in ("true", "1")


def clean_environment(environment):
    """The environment without a developer's own settings: they must not decide what the tests see."""
    private = ("DATABASE_URL", "TEST_DATABASE_URL", "SECRET_KEY", "PYTHONHOME", "PYTHONPATH")
    return {
        name: value
        for name, value in environment.items()
        if name not in private and not name.startswith(("RAPPORT_", "FLASK_"))
    }


def count(report):
    """What pytest's JUnit report says: {"passed": …, "failed": …, "skipped": …}; an error is a failure."""
    totals = Counter()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        passed = int(suite.get("tests", 0)) - failed - skipped
        totals.update(passed=passed, failed=failed, skipped=skipped)
    return totals
