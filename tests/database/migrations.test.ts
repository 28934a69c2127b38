import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { useDatabase } from '#tests/setup/test-database'
import { MigrationError, migrate } from '../../prisma/migrator'
import { diffDatabase, readSchema } from '../../prisma/schema-engine'

const db = useDatabase({ ofItsOwn: true })
let directory = ''
let connection: Awaited<ReturnType<typeof db.connect>>

beforeEach(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'thiqa-migrations-'))
  connection = await db.connect()
  await connection.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
})
afterEach(async () => {
  await connection.close()
  rmSync(directory, { recursive: true })
})

function write(name: string, sql: string): void {
  mkdirSync(path.join(directory, name), { recursive: true })
  writeFileSync(path.join(directory, name, 'migration.sql'), sql)
}

async function select<Row>(sql: string): Promise<Row[]> {
  return (await connection.query<Row>(sql)).rows
}

const applied = () =>
  select<{ migration_name: string; checksum: string; applied_steps_count: number; is_finished: boolean }>(
    'SELECT migration_name, checksum, applied_steps_count, finished_at IS NOT NULL AS is_finished FROM _prisma_migrations ORDER BY 1',
  )

describe('migrations', () => {
  test('are applied in the order of their names, once, and recorded as Prisma records them', async () => {
    write('20260102000000_second', 'INSERT INTO a VALUES (2)')
    write('20260101000000_first', 'CREATE TABLE a (n int); INSERT INTO a VALUES (1)')
    expect(await migrate(connection, directory)).toEqual(['20260101000000_first', '20260102000000_second'])
    expect(await migrate(connection, directory)).toEqual([])
    expect(await select('SELECT n FROM a ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }])
    const rows = await applied()
    expect(rows.map((row) => [row.migration_name, row.applied_steps_count, row.is_finished])).toEqual([
      ['20260101000000_first', 1, true],
      ['20260102000000_second', 1, true],
    ])
    expect(rows[0]?.checksum).toMatch(/^[0-9a-f]{64}$/)
  })

  test('that were edited after they were applied are refused', async () => {
    write('20260101000000_first', 'CREATE TABLE a (n int)')
    await migrate(connection, directory)
    write('20260101000000_first', 'CREATE TABLE a (n bigint)')
    write('20260102000000_second', 'CREATE TABLE b (n int)')
    await expect(migrate(connection, directory)).rejects.toThrow(MigrationError)
    await expect(migrate(connection, directory)).rejects.toThrow('20260101000000_first was edited')
    expect((await applied()).length).toBe(1)
  })

  test('that this version does not know are refused: old code must not write to a newer database', async () => {
    write('20260101000000_first', 'CREATE TABLE a (n int)')
    await migrate(connection, directory)
    rmSync(path.join(directory, '20260101000000_first'), { recursive: true })
    await expect(migrate(connection, directory)).rejects.toThrow('does not know')
  })

  test('that fail are rolled back whole; those before them stay, and a repaired one is applied', async () => {
    write('20260101000000_first', 'CREATE TABLE a (n int)')
    write('20260102000000_second', 'CREATE TABLE b (n int); INSERT INTO nowhere VALUES (1)')
    await expect(migrate(connection, directory)).rejects.toThrow(
      /20260102000000_second failed and was rolled back.*nowhere/,
    )
    expect(
      await select(`SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public' AND tablename IN ('a', 'b')`),
    ).toEqual([{ t: 'a' }])
    expect((await applied()).map((row) => row.migration_name)).toEqual(['20260101000000_first'])
    write('20260102000000_second', 'CREATE TABLE b (n int)')
    expect(await migrate(connection, directory)).toEqual(['20260102000000_second'])
  })

  test('that failed outside a transaction stop everything until somebody has looked', async () => {
    write('20260101000000_first', '-- migrate:no-transaction\nINSERT INTO nowhere VALUES (1)')
    await expect(migrate(connection, directory)).rejects.toThrow()
    await expect(migrate(connection, directory)).rejects.toThrow('failed earlier')
  })

  test('let the next process go on after a failure', async () => {
    write('20260101000000_first', 'INSERT INTO nowhere VALUES (1)')
    await expect(migrate(connection, directory)).rejects.toThrow(MigrationError)
    const next = await db.connect()
    const locks = await next.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory'`)
    await next.close()
    expect(locks.rows).toEqual([{ n: 0 }])
  })

  // embedded there is one process and one connection: its directory lock keeps others out
  test.runIf(inject('postgresqlServer'))('are applied once when two processes start at the same moment', async () => {
    write('20260101000000_first', 'CREATE TABLE a (n int); SELECT pg_sleep(0.3); INSERT INTO a VALUES (1)')
    const other = await db.connect()
    const results = await Promise.all([migrate(connection, directory), migrate(other, directory)])
    await other.close()
    expect(results.map((names) => names.length).sort()).toEqual([0, 1])
    expect(await select('SELECT n FROM a')).toEqual([{ n: 1 }])
  })
})

test.runIf(inject('embeddedSnapshot'))('the shipped migrations lead to exactly what prisma/schema says', async () => {
  const lite = await PGlite.create({ loadDataDir: new Blob([await readFile(inject('embeddedSnapshot'))]) })
  await lite.exec('DROP TABLE _prisma_migrations; DROP SCHEMA pgboss CASCADE')
  expect(await diffDatabase(lite, await readSchema('prisma/schema'), false)).toBeUndefined()
  await lite.close()
})
