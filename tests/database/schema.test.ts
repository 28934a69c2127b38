// The rules of prisma/table-classes.ts against the tables that the migrations make: what is written by hand counts too.
import { describe, expect, test } from 'vitest'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeParticipant } from '#tests/factories/make-participant'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'
import { TABLE_CLASSES, TRIGGERS } from '../../prisma/table-classes'

const db = useDatabase()
const TENANT: readonly string[] = TABLE_CLASSES.tenant

async function select<Row>(sql: string): Promise<Row[]> {
  return (await db.database.executeSql(sql)).rows as Row[]
}

describe('the migrated database', () => {
  test('has exactly the tables that are put into a class', async () => {
    const rows = await select<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    )
    expect(rows.map((row) => row.name)).toEqual((Object.values(TABLE_CLASSES).flat() as string[]).sort())
  })

  test('starts every key and index of a workspace table with the workspace', async () => {
    const rows = await select<{ table: string; index: string; first: string; isPrimary: boolean; columns: string }>(`
      SELECT t.relname AS "table", i.relname AS "index", x.indisprimary AS "isPrimary", a.attname AS "first",
             pg_get_indexdef(x.indexrelid) AS columns
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
      WHERE n.nspname = 'public'`)
    const own = rows.filter((row) => TENANT.includes(row.table))
    expect(own.filter((row) => row.first !== 'workspace_id').map((row) => row.index)).toEqual([])
    const keyed = own
      .filter((row) => row.isPrimary && row.columns.endsWith('(workspace_id, id)'))
      .map((row) => row.table)
    expect(keyed.sort()).toEqual([...TENANT].sort())
  })

  test('holds rows of different workspaces apart by composite foreign keys that change nothing', async () => {
    const rows = await select<{ name: string; from: string; to: string; definition: string }>(`
      SELECT c.conname AS name, f.relname AS "from", t.relname AS "to", pg_get_constraintdef(c.oid) AS definition
      FROM pg_constraint c JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
      JOIN pg_namespace n ON n.oid = f.relnamespace WHERE c.contype = 'f' AND n.nspname = 'public'`)
    expect(rows.length).toBeGreaterThan(10)
    const local: readonly string[] = TABLE_CLASSES.local
    const wrong = rows.filter(({ from, to, definition }) => {
      if (/ON UPDATE|SET (NULL|DEFAULT)/.test(definition)) return true
      if (!TENANT.includes(from)) return TENANT.includes(to) || local.includes(from) !== local.includes(to)
      if (local.includes(to)) return true
      return (
        TENANT.includes(to) && !/FOREIGN KEY \(workspace_id, \w+\) REFERENCES \w+\(workspace_id, id\)/.test(definition)
      )
    })
    expect(wrong.map((row) => `${row.name}: ${row.definition}`)).toEqual([])
  })

  test('has no enums, no counters and no triggers beside the listed ones', async () => {
    expect(
      await select(
        `SELECT typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE typtype = 'e' AND nspname = 'public'`,
      ),
    ).toEqual([])
    expect(await select(`SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'`)).toEqual([])
    const triggers = await select<{ table: string; name: string }>(`
      SELECT t.relname AS "table", g.tgname AS name FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace WHERE NOT g.tgisinternal AND n.nspname = 'public' ORDER BY 1, 2`)
    expect(triggers).toEqual(TRIGGERS.map(({ table, name }) => ({ table, name })))
  })
})

describe('the database itself', () => {
  test('refuses a row that references a row of another workspace', async () => {
    const one = await makeWorkspace(db.prisma)
    const other = await makeWorkspace(db.prisma)
    const organization = await makeOrganization(db.prisma, { workspaceId: one.id })
    const foreign = makeParticipant(db.prisma, { workspaceId: other.id, organizationId: organization.id })
    await expect(foreign).rejects.toMatchObject({ code: 'P2003' })
    await makeParticipant(db.prisma, { workspaceId: one.id, organizationId: organization.id })
  })
})
