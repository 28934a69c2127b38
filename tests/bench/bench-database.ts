// A migrated database with the shipped instruments, for benches that run under plain Node: a test runner keeps what it is shown,
// and its memory would be measured as ours.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '#app/db/database.server'
import { startCluster } from '#tests/setup/postgresql-cluster'
import { findPostgresql } from '#tests/setup/postgresql-programs'
import { prepareDatabase } from '#tests/setup/prepare-database'

export interface BenchDatabase {
  database: Database
  /** of the server, where there is one */
  url: string | undefined
  /** of the embedded one */
  dataDirectory: string
  /** for another process to open it */
  closeDatabase(): Promise<void>
  /** ends the server and removes all data */
  close(): Promise<void>
}

/** @throws where PostgreSQL is asked for and cannot be started */
export async function openBenchDatabase(kind: Database['kind']): Promise<BenchDatabase> {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-bench-'))
  const cluster = kind === 'postgresql' ? await startOwnCluster() : undefined
  const url = cluster?.url(NAME)
  const database = await openDatabase({
    ...{ databaseUrl: url, dataDirectory, migrationsDirectory: 'prisma/migrations', unsaid: 'everything' },
  })
  await prepareDatabase(database)
  let isOpen = true
  const closeDatabase = async () => {
    if (isOpen) await database.close()
    isOpen = false
  }
  return {
    ...{ database, url, dataDirectory },
    closeDatabase,
    async close() {
      await closeDatabase()
      await cluster?.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

const NAME = 'bench'

/** As the manual of PostgreSQL advises for a server: a quarter of the memory for its pages, and three quarters held to be cache. */
function usualMemory(): string[] {
  const megabytes = os.totalmem() / 2 ** 20
  return [`shared_buffers=${Math.floor(megabytes / 4)}MB`, `effective_cache_size=${Math.floor((3 * megabytes) / 4)}MB`]
}

async function startOwnCluster() {
  const programs = findPostgresql()
  if ('missing' in programs) throw new Error(programs.missing)
  const cluster = await startCluster(programs, usualMemory())
  await cluster.createDatabase(NAME)
  return cluster
}
