"""Many processes on one database: nothing is lost, nobody is told that it is locked, and it migrates once."""

import pytest

pytestmark = pytest.mark.faults
WORKERS, TIMES = 8, 150


def finish(processes):
    """What each printed; all must have ended well."""
    outputs = [process.communicate(timeout=240)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), "\n".join(outputs)
    return outputs


def test_no_update_is_lost(installation):
    installation.flask("db", "upgrade")
    installation.flask("demo", "--customers", "1")
    (id,) = installation.ask("SELECT id FROM customers")[0]
    processes = [installation.start("tests.faults.count_up", str(id), str(TIMES)) for _ in range(WORKERS)]
    outputs = finish(processes)
    assert not any("locked" in output for output in outputs)
    assert installation.database.has_conflicts or not any("conflict" in output for output in outputs)
    assert installation.ask(f"SELECT notes FROM customers WHERE id = {id}") == [(str(WORKERS * TIMES),)]
    installation.assert_sound()


def test_workers_that_start_at_once_migrate_once(installation):
    outputs = finish([installation.start("flask", "--app", "app", "db", "upgrade") for _ in range(WORKERS)])
    assert sum("Running upgrade  -> " in output for output in outputs) <= 1, outputs
    assert len(installation.ask("SELECT version_num FROM alembic_version")) == 1
    assert installation.ask("SELECT count(*) FROM roles") == [(6,)]
    assert "customers" in installation.flask("instance", "status")
