// Applies prisma/migrations/*/migration.sql and records them in _prisma_migrations exactly as Prisma's schema engine
// does, so that a later `prisma migrate deploy` or `migrate status` sees them as applied.
import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** One connection (no pool: the lock belongs to the session). `exec` takes several statements without parameters. */
export interface MigrationConnection {
  exec(sql: string): Promise<unknown>
  query<Row>(sql: string, parameters?: unknown[]): Promise<{ rows: Row[] }>
}

interface MigrationFile {
  name: string
  sql: string
  checksum: string
}

interface AppliedMigration {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

/** The number of Prisma's own advisory lock, so that both exclude each other. */
const LOCK_ID = 72707369
/** A script that must run outside a transaction (CREATE INDEX CONCURRENTLY) says so in a line of its own. */
const OUTSIDE_TRANSACTION = /^--\s*migrate:no-transaction\b/m
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`

export class MigrationError extends Error {}

/**
 * Brings the database to the newest migration; two processes at once are safe (the second waits, then finds nothing).
 * @returns the names of the migrations applied now
 * @throws MigrationError for an edited, unknown or earlier failed migration, or when a script fails (it is rolled back)
 */
export async function migrate(connection: MigrationConnection, directory: string): Promise<string[]> {
  const files = await readMigrationFiles(directory)
  await connection.query('SELECT pg_advisory_lock($1::bigint)', [LOCK_ID])
  try {
    await connection.exec(HISTORY_TABLE)
    const { rows } = await connection.query<AppliedMigration>(
      'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    )
    const pending = findPending(files, rows)
    for (const file of pending) await apply(connection, file)
    return pending.map((file) => file.name)
  } finally {
    await connection.query('SELECT pg_advisory_unlock($1::bigint)', [LOCK_ID])
  }
}

async function readMigrationFiles(directory: string): Promise<MigrationFile[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(path.join(directory, name, 'migration.sql'))
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
    }),
  )
}

function findPending(files: MigrationFile[], rows: AppliedMigration[]): MigrationFile[] {
  const failed = rows.find((row) => !row.finished_at)
  if (failed)
    throw new MigrationError(`migration ${failed.migration_name} failed earlier: repair it, then mark it resolved`)
  const known = new Map(files.map((file) => [file.name, file]))
  for (const row of rows) {
    const file = known.get(row.migration_name)
    if (!file)
      throw new MigrationError(
        `the database has migration ${row.migration_name}, which this version does not know: older code on a newer database?`,
      )
    if (file.checksum !== row.checksum)
      throw new MigrationError(`migration ${row.migration_name} was edited after it was applied`)
  }
  const applied = new Set(rows.map((row) => row.migration_name))
  return files.filter((file) => !applied.has(file.name))
}

async function apply(connection: MigrationConnection, file: MigrationFile): Promise<void> {
  const id = randomUUID()
  const run = async () => {
    await connection.query(
      'INSERT INTO "_prisma_migrations" ("id","checksum","migration_name","started_at") VALUES ($1,$2,$3,now())',
      [id, file.checksum, file.name],
    )
    await connection.exec(file.sql)
    await connection.query(
      'UPDATE "_prisma_migrations" SET "finished_at"=clock_timestamp(), "applied_steps_count"="applied_steps_count"+1 WHERE "id"=$1',
      [id],
    )
  }
  if (OUTSIDE_TRANSACTION.test(file.sql)) return run() // a failure stays visible as a row that never finished
  await connection.exec('BEGIN')
  try {
    await run()
    await connection.exec('COMMIT')
  } catch (error) {
    await connection.exec('ROLLBACK')
    const reason = error instanceof Error ? error.message : String(error)
    throw new MigrationError(`migration ${file.name} failed and was rolled back: ${reason}`, { cause: error })
  }
}
