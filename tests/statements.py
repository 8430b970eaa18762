"""SQL that a restricted role may try on its own connection: each of these has to be refused."""

# {c} is a column of customers that the role must not read.
READING = """
SELECT {c} FROM customers
SELECT * FROM customers
SELECT t.* FROM customers AS t
SELECT DISTINCT {c} FROM customers
SELECT coalesce({c}, '') FROM customers
SELECT id FROM customers WHERE {c} IS NOT NULL
SELECT id FROM customers WHERE {c} LIKE 'v%%'
SELECT id FROM customers ORDER BY {c}
SELECT count(*) FROM customers GROUP BY {c}
SELECT count(*) FROM customers GROUP BY status HAVING max({c}) > ''
SELECT count({c}) FROM customers
SELECT max({c}) FROM customers
SELECT CASE WHEN {c} IS NULL THEN 0 ELSE 1 END FROM customers
SELECT row_number() OVER (ORDER BY {c}) FROM customers
SELECT lag({c}) OVER (ORDER BY id) FROM customers
SELECT first_value({c}) OVER () FROM customers
WITH x AS (SELECT {c} FROM customers) SELECT * FROM x
WITH RECURSIVE x(n) AS (SELECT {c} FROM customers UNION ALL SELECT n FROM x WHERE false) SELECT n FROM x
WITH ledger_customers_update(x) AS (SELECT {c} FROM customers) SELECT x FROM ledger_customers_update
SELECT (SELECT {c} FROM customers LIMIT 1)
SELECT id FROM companies WHERE EXISTS (SELECT 1 FROM customers WHERE {c} IS NOT NULL)
SELECT id FROM companies WHERE name IN (SELECT {c} FROM customers)
SELECT a.id FROM customers AS a JOIN customers AS b ON a.{c} = b.{c}
SELECT 1 FROM customers AS a JOIN customers AS b USING ({c})
SELECT 1 FROM customers AS a NATURAL JOIN customers AS b
SELECT {c} FROM (SELECT 'x' AS {c}) AS a FULL JOIN customers AS b USING ({c})
SELECT b.{c} FROM customers AS a JOIN (SELECT 'x' AS {c}) AS b USING/**/({c})
SELECT 1 FROM customers AS a NATURAL JOIN (SELECT 'x' AS {c}) AS b
SELECT name FROM companies UNION SELECT {c} FROM customers
EXPLAIN SELECT {c} FROM customers
CREATE VIEW peephole AS SELECT {c} FROM customers
CREATE TABLE copied AS SELECT {c} FROM customers
CREATE TEMP TABLE copied AS SELECT {c} FROM customers
UPDATE customers SET {c} = 'x'
UPDATE customers SET job_title = {c}
UPDATE customers SET job_title = 'x' WHERE {c} IS NOT NULL
UPDATE customers SET job_title = 'x' RETURNING {c}
UPDATE customers SET job_title = 'x' RETURNING *
DELETE FROM customers WHERE {c} IS NOT NULL
DELETE FROM customers RETURNING {c}
INSERT INTO companies (name) SELECT {c} FROM customers
INSERT INTO customers (name) VALUES ('x') RETURNING {c}
INSERT INTO customers (id, name) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET job_title = customers.{c}
SELECT password_hash FROM users
SELECT token_hash FROM sessions
SELECT before FROM changes
SELECT detail FROM security_events
SELECT proof FROM encryption_keys
"""
ON_SQLITE = """
SELECT quote({c}) FROM customers
SELECT group_concat({c}) FROM customers
SELECT json_object('x', {c}) FROM customers
SELECT rapport_hash({c}) FROM customers
SELECT sql FROM sqlite_master
SELECT name FROM sqlite_schema WHERE type = 'trigger'
SELECT * FROM sqlite_temp_master
SELECT * FROM sqlite_stat1
SELECT * FROM sqlite_sequence
SELECT name FROM pragma_table_info('customers')
SELECT * FROM pragma_database_list
SELECT * FROM pragma_function_list
PRAGMA table_info(customers)
PRAGMA query_only = OFF
PRAGMA writable_schema = ON
PRAGMA foreign_keys = OFF
ATTACH ':memory:' AS other
ATTACH '/tmp/stolen.db' AS other
VACUUM INTO '/tmp/stolen.db'
SELECT load_extension('nothing')
CREATE TRIGGER tap AFTER UPDATE ON customers BEGIN UPDATE companies SET name = OLD.{c}; END
CREATE VIRTUAL TABLE words USING fts5(content)
DROP TABLE changes
ANALYZE
"""
ON_POSTGRES = """
SELECT customers FROM customers
SELECT t::text FROM customers AS t
TABLE customers
SELECT row_to_json(customers) FROM customers
SELECT to_jsonb(t) FROM customers AS t
SELECT t.{c} FROM companies, LATERAL (SELECT {c} FROM customers) AS t
COPY customers TO STDOUT
COPY (SELECT {c} FROM customers) TO STDOUT
COPY customers TO PROGRAM 'cat'
DECLARE peek CURSOR FOR SELECT {c} FROM customers
DO $$ BEGIN PERFORM {c} FROM customers; END $$
SELECT query_to_xml('SELECT {c} FROM customers', true, true, '')
SELECT table_to_xml('customers', true, true, '')
SELECT pg_read_file('postgresql.conf')
SELECT pg_ls_dir('.')
SELECT lo_import('/etc/passwd')
SELECT lo_export(1, '/tmp/stolen')
SELECT * FROM pg_statistic
SELECT * FROM pg_authid
SELECT * FROM dblink('', 'SELECT {c} FROM customers') AS t(x text)
SELECT nextval('customers_id_seq')
SELECT last_value FROM customers_id_seq
SET ROLE {owner}
SET SESSION AUTHORIZATION {owner}
SELECT set_config('role', '{owner}', true)
ALTER ROLE CURRENT_USER SUPERUSER
CREATE FUNCTION public.tap() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT 1::text'
ALTER TABLE customers DISABLE TRIGGER ALL
TRUNCATE customers
"""
# These are allowed and lead nowhere: what is hidden is hidden afterwards.
NO_WAY_OUT = [
    "GRANT SELECT ON customers TO PUBLIC",
    "RESET ROLE",
    "SET ROLE NONE",
    "RESET SESSION AUTHORIZATION",
    "SELECT set_config('role', 'none', true)",
    "RESET ALL",
    "SELECT set_config('search_path', 'pg_catalog, public', true)",
]
