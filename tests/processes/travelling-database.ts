import type pg from 'pg'

/**
 * Lets the clock of a migrated database be moved: a function `now` of ours comes before PostgreSQL's own, for sessions that
 * begin from then on and in the defaults of columns. Nothing of it is in the product.
 */
export async function letClockMove(client: pg.Client, database: string): Promise<void> {
  await client.query(`
    CREATE SCHEMA travel;
    CREATE TABLE travel.clock (ahead interval NOT NULL);
    INSERT INTO travel.clock VALUES ('0');
    CREATE FUNCTION travel.now() RETURNS timestamptz LANGUAGE sql STABLE
      AS 'SELECT pg_catalog.now() + ahead FROM travel.clock';
    GRANT USAGE ON SCHEMA travel TO PUBLIC;
    GRANT SELECT ON travel.clock TO PUBLIC;
    DO $$ DECLARE "column" record; BEGIN
      FOR "column" IN SELECT table_schema, table_name, column_name, column_default FROM information_schema.columns
        WHERE table_schema IN ('public', 'pgboss') AND column_default ~ 'CURRENT_TIMESTAMP|now\\(\\)'
      LOOP EXECUTE format('ALTER TABLE %I.%I ALTER COLUMN %I SET DEFAULT ', "column".table_schema, "column".table_name,
        "column".column_name) || regexp_replace("column".column_default, 'CURRENT_TIMESTAMP|now\\(\\)', 'travel.now()', 'g');
      END LOOP; END $$;
    ALTER DATABASE ${database} SET search_path = public, travel, pg_catalog`)
}
