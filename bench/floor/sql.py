"""The floor's statements, and one connection a thread on either engine."""

import os
import sqlite3
import threading

LOCAL = threading.local()
URL = os.environ["DATABASE_URL"]
IS_SQLITE = URL.startswith("sqlite")

WHO = """SELECT u.id, u.name, r.name FROM sessions s JOIN users u ON u.id = s.user_id JOIN roles r ON r.id = u.role_id
  WHERE s.token_hash = :token AND u.active"""
COLUMNS = """c.id, c.sort_name, c.name, c.kind, o.name, p.value, e.value,
  substr(CAST(s.last_contact_at AS text), 1, 10), c.status, u.name"""
JOINED = """ FROM customers c LEFT JOIN companies o ON o.id = c.company_id
  LEFT JOIN phones p ON p.customer_id = c.id AND p.is_primary AND NOT p.unusable
  LEFT JOIN emails e ON e.customer_id = c.id AND e.is_primary AND NOT e.unusable
  LEFT JOIN users u ON u.id = c.owner_id JOIN customer_stats s ON s.customer_id = c.id"""
INTERESTS = """SELECT i.customer_id, k.name, k.color FROM customer_categories i
  JOIN categories k ON k.id = i.category_id WHERE i.customer_id IN (%s) ORDER BY k.name"""
VALUES = """SELECT customer_id, lifetime_value, currency FROM customer_values WHERE customer_id IN (%s)
  ORDER BY lifetime_value DESC"""
CUSTOMER = """SELECT c.id, c.name, c.status, c.job_title, o.name, u.name, c.language, c.time_zone, c.source, c.notes
  FROM customers c LEFT JOIN companies o ON o.id = c.company_id LEFT JOIN users u ON u.id = c.owner_id
  WHERE c.id = :id"""
PARTS = {
    "phones": "SELECT id, value, label FROM phones WHERE customer_id = :id ORDER BY is_primary DESC, id",
    "emails": "SELECT id, value, label FROM emails WHERE customer_id = :id ORDER BY is_primary DESC, id",
    "addresses": """SELECT id, kind, line1, postal_code, city, country FROM addresses WHERE customer_id = :id
      ORDER BY kind""",
    "interests": """SELECT k.name, k.color FROM customer_categories i JOIN categories k ON k.id = i.category_id
      WHERE i.customer_id = :id ORDER BY k.name""",
    "tasks": """SELECT t.id, t.title, substr(CAST(t.due_at AS text), 1, 10), u.name FROM tasks t
      LEFT JOIN users u ON u.id = t.assignee_id WHERE t.customer_id = :id AND t.done_at IS NULL
      ORDER BY t.due_at LIMIT 50""",
    "purchases": """SELECT id, CAST(purchased_on AS text), reference, total, currency FROM purchases
      WHERE customer_id = :id ORDER BY purchased_on DESC, id DESC LIMIT 5""",
    "timeline": """SELECT m.id, m.channel, m.subject, substr(m.body, 1, 1200),
      substr(CAST(m.happened_at AS text), 1, 16), u.name, t.subject FROM communications m
      LEFT JOIN users u ON u.id = m.author_id LEFT JOIN tickets t ON t.id = m.ticket_id
      WHERE m.customer_id = :id AND NOT m.is_private ORDER BY m.happened_at DESC, m.id DESC LIMIT 50""",
}
LOG = """INSERT INTO floor_talk (customer_id, channel, body, happened_at, author_id)
  VALUES (:id, :channel, :body, :at, :by)"""
TABLE = """CREATE TABLE IF NOT EXISTS floor_talk (id {key}, customer_id bigint NOT NULL, channel varchar(20) NOT NULL,
  body text NOT NULL, happened_at timestamp NOT NULL, author_id bigint)"""
KEY = {True: "integer PRIMARY KEY", False: "bigserial PRIMARY KEY"}
FOUND = {
    True: "(SELECT rowid FROM search_names WHERE words MATCH :words LIMIT 51)",
    False: "(SELECT id FROM search_names WHERE vector @@ CAST(:words AS tsquery) LIMIT 51)",
}


def listed(status, q, goes_on):
    """The statement of a page of the list."""
    where = [f"c.id IN {FOUND[IS_SQLITE]}"] if q else []
    where += ["c.status = :status"] if status else []
    where += ["(c.sort_name, c.id) > (:name, :id)"] if goes_on else []
    condition = f" WHERE {' AND '.join(where)}" if where else ""
    return f"SELECT {COLUMNS}{JOINED}{condition} ORDER BY c.sort_name, c.id LIMIT 51"


def within(statement, keys):
    return statement % ",".join(map(str, keys or [0]))


def prefix(q):
    return f"{q}*" if IS_SQLITE else f"{q}:*"


def rows(statement, known):
    return connection().execute(spelled(statement), known).fetchall()


def write(statement, known):
    connection().execute(spelled(statement), known)
    connection().commit()


def spelled(statement):
    """Named parameters as the driver wants them."""
    if IS_SQLITE:
        return statement
    for name in ("token", "status", "words", "name", "id", "channel", "body", "at", "by"):
        statement = statement.replace(f":{name}", f"%({name})s")
    return statement


def connection():
    if not hasattr(LOCAL, "connection"):
        LOCAL.connection = sqlite() if IS_SQLITE else postgres()
    return LOCAL.connection


def sqlite():
    made = sqlite3.connect(URL.removeprefix("sqlite:///"), cached_statements=256)
    for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL"):
        made.execute(f"PRAGMA {pragma}")
    return made


def postgres():
    import psycopg

    return psycopg.connect(URL, autocommit=True, prepare_threshold=1)
