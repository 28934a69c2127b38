import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { describeError, log } from '#app/config/log.server'
import { type MigrationConnection, migrate } from '../../prisma/migrator.ts'
import { lockDirectory } from './directory-lock.server'
import { type Prisma, PrismaClient } from './generated/client'
import { keepViewsApart } from './wall/keep-views-apart.server'
import { PatientClient } from './wall/patient-client.server'
import { raiseWall } from './wall/raise-wall.server'
import type { Wall } from './wall/tell-view'
import { wallEmbedded } from './wall/walled-embedded.server'
import { makeWalledPool } from './wall/walled-pool.server'

/** What a query needs: the client, or the transaction it runs in. Inside a transaction only the transaction may be used. */
export type Db = PrismaClient | Prisma.TransactionClient

export interface Database {
  kind: 'postgresql' | 'embedded'
  /** sees the rows of the workspace that the request or job is about (wall/view.server.ts) */
  prisma: PrismaClient
  /** plain SQL for the job queue, over all workspaces; several statements where there are no values */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number }>
  close(): Promise<void>
}

export interface DatabaseOptions {
  databaseUrl?: string | undefined
  directUrl?: string | undefined
  dataDirectory: string
  migrationsDirectory: string
  /** what a query may see for which nobody said whose it is: nothing, unless a command or a test says 'everything' */
  unsaid?: Unsaid
}

type Unsaid = 'nothing' | 'everything'

/** Opens a PostgreSQL server by address, else the embedded database in the data directory; migrates to the newest schema. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl ? openServer(options.databaseUrl, options) : openEmbedded(options)
}

async function openServer(
  connectionString: string,
  { directUrl = connectionString, migrationsDirectory, unsaid }: DatabaseOptions,
): Promise<Database> {
  const role = await prepareServer(directUrl, migrationsDirectory)
  const pool = new pg.Pool({ connectionString: directUrl, max: 4, Client: PatientClient })
  // an idle connection that the server drops (a restart) is replaced at the next query; unheard, it would end the process
  pool.on('error', (error) => log.warning('an idle database connection was lost', describeError(error)))
  const wall = makeWall(role, unsaid)
  const walled = makeWalledPool({ connectionString, keepsSettings: connectionString === directUrl, ...wall })
  const adapter = new PrismaPg(walled, { disposeExternalPool: true })
  const prisma = keepViewsApart(new PrismaClient({ adapter, transactionOptions: { maxWait: 30_000 } }))
  return {
    kind: 'postgresql',
    prisma,
    executeSql: async (text, values) => {
      const result = await pool.query(text, values)
      const last = Array.isArray(result) ? result.findLast((part) => part.rows.length > 0) : result
      return { rows: last?.rows ?? [], rowCount: last?.rowCount ?? 0 }
    },
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** Brings the schema to its newest state. @returns the role that the wall between workspaces binds */
async function prepareServer(directUrl: string, migrations: string): Promise<string | undefined> {
  const connection = new PatientClient({ connectionString: directUrl })
  await connection.connect()
  const plain: MigrationConnection = {
    exec: (sql) => connection.query(sql),
    query: async <Row>(sql: string, parameters?: unknown[]) => ({
      rows: (await connection.query(sql, parameters)).rows as Row[],
    }),
  }
  try {
    await migrate(plain, migrations)
    return await raiseWall(plain)
  } finally {
    await connection.end()
  }
}

function makeWall(role: string | undefined, unsaid: Unsaid = 'nothing'): Wall {
  return { role, unsaid: unsaid === 'everything' ? 'all' : '' }
}

async function openEmbedded({ dataDirectory, migrationsDirectory, unsaid }: DatabaseOptions): Promise<Database> {
  const directory = path.join(dataDirectory, 'database')
  mkdirSync(dataDirectory, { recursive: true })
  const unlock = lockDirectory(directory)
  try {
    const lite = await PGlite.create({ dataDir: directory })
    await migrate(lite, migrationsDirectory)
    // Joins run in the order in which they are written: without a background process that gathers statistics, the planner
    // spends 15 ms on an eight-way join to find a worse one (2.7 ms as written)
    await lite.exec('SET join_collapse_limit = 1')
    const database = await wrapEmbedded(lite, unsaid)
    return {
      ...database,
      close: async () => {
        await database.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** An opened and migrated PGlite as a Database. Tests hand in one that lives in memory. */
export async function wrapEmbedded(lite: PGlite, unsaid?: Unsaid): Promise<Database> {
  const { bound, unbound } = wallEmbedded(lite, makeWall(await raiseWall(lite), unsaid))
  const prisma = keepViewsApart(new PrismaClient({ adapter: new PrismaPGlite(bound) }))
  return {
    kind: 'embedded',
    prisma,
    executeSql: (text, values) =>
      unbound(async () => {
        if (values?.length) {
          const result = await lite.query(text, values)
          return { rows: result.rows, rowCount: result.affectedRows ?? 0 }
        }
        const results = await lite.exec(text)
        const last = results.findLast((result) => result.fields.length > 0) ?? results.at(-1)
        return { rows: last?.rows ?? [], rowCount: last?.affectedRows ?? 0 }
      }),
    close: async () => {
      await prisma.$disconnect()
      await lite.close()
    },
  }
}
