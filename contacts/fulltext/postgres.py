"""Postgres keeps the words as tsvector, and of short fields as text too, whose parts pg_trgm finds.

Where the extension may not be made, words are found by how they begin and not by their middle, and no typo is forgiven.
"""

import unicodedata

from contacts.db.folding import JOINING, LETTERS, LONGEST, PAIRS, UNSPACED, is_between_words, signs_that

MOST_PLACES = 16_383  # what a tsvector can count to


def functions():
    """How words are folded, as `contacts.db.folding` does it. Which signs are marks or letters is written out."""
    marks = signs_that(unicodedata.combining)
    between = signs_that(is_between_words)
    unspaced = "".join(f"\\U{ord(sign):08x}" if sign != "-" else "-" for sign in UNSPACED)
    pairs = "plain"
    for sign, plain in PAIRS.items():
        pairs = f"replace({pairs}, '{sign}', '{plain}')"
    joining = JOINING.replace("'", "''")
    yield "DROP FUNCTION IF EXISTS search_lower(text)"
    yield LOWER
    yield f"""
CREATE OR REPLACE FUNCTION search_words(given text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  plain text := translate(given, '{joining}', '');
  run text;
  found text := '';
BEGIN
  IF octet_length(plain) = length(plain) THEN
    plain := regexp_replace(lower(plain), '[^a-z0-9]+', ' ', 'g');
  ELSE
    plain := search_lower(regexp_replace(normalize(plain, NFKD), '[{marks}]+', '', 'g'));
    plain := translate(plain, '{"".join(LETTERS)}', '{"".join(LETTERS.values())}');
    plain := regexp_replace({pairs}, '[{between}]+', ' ', 'g');
  END IF;
  plain := trim(regexp_replace(plain, '([^ ]{{{LONGEST}}})[^ ]+', '\\1', 'g'));
  IF plain IS NULL OR plain !~ '[{unspaced}]' THEN
    RETURN coalesce(plain, '');
  END IF;
  FOR run IN SELECT m[1] FROM regexp_matches(plain, '([{unspaced}]+|[^{unspaced} ]+)', 'g') m LOOP
    IF run ~ '^[{unspaced}]' THEN
      FOR at IN 1 .. length(run) - 1 LOOP
        found := found || ' ' || substr(run, at, 2);
      END LOOP;
      run := right(run, 1);
    END IF;
    found := found || ' ' || run;
  END LOOP;
  RETURN ltrim(found);
END $$"""
    yield f"""
CREATE OR REPLACE FUNCTION search_vector(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(string_agg('''' || word || ''':' || least(at, {MOST_PLACES}), ' '), '')::tsvector
  FROM regexp_split_to_table(words, ' ') WITH ORDINALITY AS w (word, at) WHERE word <> ''
$$"""
    yield """
CREATE OR REPLACE FUNCTION search_name(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN count(*) > 1 THEN words || ' =' || string_agg(left(word, 1), '' ORDER BY at) ELSE words END
  FROM regexp_split_to_table(words, ' ') WITH ORDINALITY AS w (word, at)
$$"""
    yield """
CREATE OR REPLACE FUNCTION search_digits(VARIADIC given text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(string_agg(regexp_replace(g, '[^0-9]', '', 'g'), ' '), '') FROM unnest(given) g WHERE g <> ''
$$"""


# Small letters of every script need a collation that knows them; the database's own may know ASCII only.
LOWER = """
DO $do$
DECLARE
  known text := (SELECT quote_ident(collname) FROM pg_collation WHERE collname IN ('und-x-icu', 'C.utf8', 'en_US.utf8')
                 ORDER BY collname = 'und-x-icu' DESC LIMIT 1);
BEGIN
  EXECUTE 'CREATE FUNCTION search_lower(given text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(given'
    || coalesce(' COLLATE ' || known, '') || ') $$';
END $do$
"""


def made_from(one, side=""):
    """SQL for the plain words of a row: `side` is NEW in a trigger."""
    columns = [f"{side}.{column}" if side else column for column in one.columns]
    if not one.has_words:
        return f"search_digits({', '.join(columns)})"
    return f"search_words(concat_ws(' ', {', '.join(columns)}))"


def row_of(one, words):
    """`{column of the index: SQL}`, given SQL for the plain words."""
    vector = f"search_vector(search_name({words}))" if one.function == "search_name" else f"search_vector({words})"
    return {**({"words": words} if one.has_parts else {}), **({"vector": vector} if one.has_words else {})}


def triggers(one):
    row = row_of(one, "plain")
    columns, values = ", ".join(row), ", ".join(row.values())
    again = ", ".join(f"{column} = excluded.{column}" for column in row)
    yield (
        f"CREATE OR REPLACE FUNCTION {one.index}_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = public, pg_temp AS $$ DECLARE plain text := {made_from(one, 'NEW')}; BEGIN "
        f"INSERT INTO {one.index} (id, {columns}) VALUES (NEW.id, {values}) ON CONFLICT (id) DO UPDATE SET {again}; "
        f"RETURN NULL; END $$"
    )
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in one.columns)
    verbs = {"insert": ("INSERT", ""), "update": (f"UPDATE OF {', '.join(one.columns)}", f"WHEN ({changed}) ")}
    for verb, (event, when) in verbs.items():
        yield f"DROP TRIGGER IF EXISTS {one.index}_{verb} ON {one.table}"
        yield (
            f"CREATE TRIGGER {one.index}_{verb} AFTER {event} ON {one.table} FOR EACH ROW "
            f"{when}EXECUTE FUNCTION {one.index}_keep()"
        )


def parts(ones):
    """The indexes that find parts of words, where this database may have them."""
    made = "; ".join(
        f"CREATE INDEX IF NOT EXISTS ix_{one.index}_words ON {one.index} USING gin (words gin_trgm_ops)"
        for one in ones
        if one.has_parts
    )
    yield (
        f"DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm; {made}; "
        f"EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN NULL; END $$"
    )


def emptying(one):
    yield f"DELETE FROM {one.index}"


def selection(one, condition="true"):
    row = row_of(one, "plain")
    made = f"SELECT id, {made_from(one)} AS plain FROM {one.table} WHERE {condition}"
    return f"SELECT id, {', '.join(f'{sql} AS {name}' for name, sql in row.items())} FROM ({made} OFFSET 0) AS made"


def filling(one, condition="true"):
    """Put in the words of every row, or of those that meet a condition."""
    yield f"INSERT INTO {one.index} (id, {', '.join(row_of(one, ''))}) {selection(one, condition)}"


def first_filling(one):
    """The same where there is nothing yet: what was there before the index was."""
    yield from filling(one, f"NOT EXISTS (SELECT 1 FROM {one.index})")


def optimising(one):
    yield f"ANALYZE {one.index}"


def differs(connection, one):
    """Whether the table of this class holds other words than its rows say."""
    columns = f"id, {', '.join(row_of(one, ''))}"
    kept, recounted = f"SELECT {columns} FROM {one.index}", f"SELECT {columns} FROM ({selection(one)}) AS recounted"
    asked = f"SELECT EXISTS ({kept} EXCEPT {recounted}) OR EXISTS ({recounted} EXCEPT {kept})"
    return connection.exec_driver_sql(asked).scalar()
