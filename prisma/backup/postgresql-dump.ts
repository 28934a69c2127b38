import { type ChildProcess, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { BackupError } from './backup-file.ts'
import type { Dump } from './dump.ts'
import { findProgramDirectory } from './program-directory.ts'

/** The schemas that are ours: the tables, and those of the job queue. */
const SCHEMAS = ['public', 'pgboss'] as const

function programDirectory(): string {
  const directory = findProgramDirectory(['pg_dump', 'pg_restore'])
  if (!directory)
    throw new BackupError(
      'pg_dump and pg_restore were not found: install the client programs of PostgreSQL (Debian: postgresql-client), in the version of your server or a newer one.',
    )
  return directory
}

/** A consistent dump of a PostgreSQL database by pg_dump (custom format), also while the server runs. */
export async function dumpPostgresql(url: string): Promise<Dump> {
  const directory = programDirectory()
  const [row] = await ask<{ engine: string; last: string }>(
    url,
    'SELECT version() AS engine, (SELECT max(migration_name) FROM _prisma_migrations) AS last',
  )
  const program = start(directory, 'pg_dump', url, ['--format=custom', '--no-owner', '--no-acl'])
  program.child.stdin?.end()
  if (!program.child.stdout) throw new Error('pg_dump has no output')
  // at once: what nobody reads when the program ends is thrown away
  const bytes = program.child.stdout.pipe(new PassThrough())
  return {
    ...{ engine: row?.engine ?? '', lastMigration: row?.last ?? '', bytes },
    end: () => program.ended,
    abandon: async () => {
      program.child.kill()
    },
  }
}

/**
 * Restores such a dump: all of it or, where something is wrong, nothing.
 * @throws BackupError where the database is not empty and must not be replaced, or pg_restore fails
 */
export async function loadPostgresql(
  url: string,
  dump: { file: string; start: number },
  { isReplaced }: { isReplaced: boolean },
): Promise<void> {
  const directory = programDirectory()
  const names = SCHEMAS.map((name) => `'${name}'`).join(', ')
  const [found] = await ask<{ tables: number }>(
    url,
    `SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname IN (${names})`,
  )
  const isEmpty = found?.tables === 0
  if (!isEmpty && !isReplaced)
    throw new BackupError('The database is not empty: --replace puts the backup in its place, for good.')
  // what is there is put aside, so that it can come back where the restoration fails
  if (!isEmpty)
    await ask(
      url,
      move((name) => [name, `${name}_replaced`], 'CREATE SCHEMA public'),
    )
  try {
    const options = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-acl']
    const { child, ended } = start(directory, 'pg_restore', url, options, '--dbname')
    child.stdout?.resume()
    if (!child.stdin) throw new Error('pg_restore has no input')
    // where it ends early, its own words say why: a broken pipe says nothing
    await Promise.all([
      ended,
      pipeline(createReadStream(dump.file, { start: dump.start }), child.stdin).catch(() => {}),
    ])
  } catch (error) {
    if (!isEmpty)
      await ask(
        url,
        `DROP SCHEMA IF EXISTS public CASCADE; DROP SCHEMA IF EXISTS pgboss CASCADE; ${move((name) => [`${name}_replaced`, name])}`,
      )
    throw error
  }
  if (!isEmpty) await ask(url, SCHEMAS.map((name) => `DROP SCHEMA IF EXISTS ${name}_replaced CASCADE`).join('; '))
}

/** Renames the schemas that are there; `then` follows in the same transaction. */
function move(names: (name: string) => readonly [string, string], then = ''): string {
  const moves = SCHEMAS.map(names).map(
    ([from, to]) =>
      `IF EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = '${from}') THEN ALTER SCHEMA ${from} RENAME TO ${to}; END IF;`,
  )
  return `DO $$ BEGIN ${moves.join(' ')} ${then ? `${then};` : ''} END $$`
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows ?? []
  } finally {
    await client.end()
  }
}

/** The password goes by the environment: arguments of programs are seen by everybody on the machine. */
function start(
  directory: string,
  name: string,
  url: string,
  options: string[],
  urlOption = '--dbname',
): { child: ChildProcess; ended: Promise<void> } {
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  address.password = ''
  const child = spawn(path.join(directory, name), [...options, `${urlOption}=${address.href}`], {
    env: { ...process.env, ...(password && { PGPASSWORD: password }) },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-2000)
  })
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new BackupError(`${name} ended with ${code}: ${words.trim()}`))
    })
  })
  ended.catch(() => {}) // whoever waits for it hears of it
  return { child, ended }
}
