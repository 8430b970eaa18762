"""Runs steps one after the other, each on an empty database of its own, and says at the end how it went."""

import contextlib
import os
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
        absent = set(system_packages.missing(sorted({need for step in chosen for need in step.needs})))
        for name in sorted(absent):
            print(f"\n*** {name} is missing (apt-get install {name}): what needs it does not run ***", flush=True)
        with contextlib.ExitStack() as ending:
            self.folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="rapport-test-")))
            if any("postgresql" in step.needs for step in chosen) and "postgresql" not in absent:
                self.create_database = ending.enter_context(cluster.running())
            for number, step in enumerate(chosen, 1):
                self._note(step, number, absent)
        return self._conclude()

    def _note(self, step, number, absent):
        """Run one step, or say why not, and remember the outcome."""
        print(f"\n── {step.name} " + "─" * (70 - len(step.name)), flush=True)
        began = time.monotonic()
        lacking = absent.intersection(step.needs)
        if lacking:
            outcome = f"{FAILED if in_ci() else 'skipped'}: no {' and '.join(sorted(lacking))}"
        else:
            outcome = self._outcome(step, f"step_{number}")
        self.outcomes.append((step.name, outcome, time.monotonic() - began))

    def _outcome(self, step, label):
        environment = clean_environment(os.environ) | self._place(step, label)
        report = self.folder / f"{label}.xml"
        for command in step.commands:
            if step.is_pytest:
                asked = steps.pytest_arguments(step, self.words, self.paths)
                command = (*command, f"--junit-xml={report}", *asked)
            status = children.run([bootstrap.PYTHON, *command], cwd=bootstrap.PROJECT, env=environment)
            if report.exists():
                self.totals.update(count(report))
            if status == NO_TESTS and (self.words or self.paths):
                return EMPTY
            if status:
                return FAILED
        return PASSED

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
