import type { Database } from '#app/db/database.server'

/**
 * Where a text stands, in any column of any table that there is, whatever its type (bytes are read as UTF-8 and as
 * hexadecimal digits): the catalogue says which there are, so that a new table is searched too.
 * @returns places as `schema.table.column`
 */
export async function findInDatabase(database: Database, text: string): Promise<string[]> {
  const { rows } = await database.executeSql(`
    SELECT n.nspname AS "schema", c.relname AS "table", a.attname AS "column", format_type(a.atttypid, NULL) AS "type"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND a.attnum > 0 AND NOT a.attisdropped
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_t%'`)
  const columns = rows as { schema: string; table: string; column: string; type: string }[]
  const found: string[] = []
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const hex = `%${Buffer.from(text).toString('hex')}%`
  for (const { schema, table, column, type } of columns) {
    const cell = type === 'bytea' ? `encode("${column}", 'hex')` : `"${column}"::text`
    const { rows: hits } = await database.executeSql(
      `SELECT 1 FROM "${schema}"."${table}" WHERE ${cell} ILIKE $1 LIMIT 1`,
      [type === 'bytea' ? hex : pattern],
    )
    if (hits.length > 0) found.push(`${schema}.${table}.${column}`)
  }
  return found.sort()
}
