"""Postgres through psycopg 3: short timeouts, a pool smaller than the threads, reading that cannot write."""

from sqlalchemy import create_engine

TIMEOUTS = "-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000"


def build_engine(url, wall, writes):
    """An engine that signs in as the wall's login and may write only when `writes`."""
    reading = "" if writes else " -c default_transaction_read_only=on"
    return create_engine(
        wall.login(url),
        connect_args={"options": TIMEOUTS + reading, "connect_timeout": 2},
        pool_size=4,
        max_overflow=0,
        pool_timeout=1,
        pool_pre_ping=True,
        hide_parameters=True,  # an error that is logged does not say what somebody typed
    )


def without_deadline(connection):
    """Long work that somebody asked for (an import, a migration) may take its time."""
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
