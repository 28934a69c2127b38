// The data map of app/privacy/README.md against the tables that there are: a new column says what it is for.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

test('every column of the database stands in the data map, once, and nothing that is not there', async () => {
  const { rows } = await db.database.executeSql(
    `SELECT table_name || '.' || column_name AS "name" FROM information_schema.columns WHERE table_schema = 'public'`,
  )
  const readme = readFileSync('app/privacy/README.md', 'utf8')
  const mapped = [...readme.matchAll(/`(\w+)\(([a-z_0-9 ]+)\)`/g)].flatMap(([, table, columns = '']) =>
    columns.split(' ').map((column) => `${table}.${column}`),
  )
  expect(mapped.sort()).toEqual((rows as { name: string }[]).map(({ name }) => name).sort())
})
