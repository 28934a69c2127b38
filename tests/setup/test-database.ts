import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { type Database, openDatabase, wrapEmbedded } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { MigrationConnection } from '../../prisma/migrator.ts'
import type { PostgresqlServer } from './provided-context'

export interface TestDatabase {
  readonly database: Database
  readonly prisma: PrismaClient
  readonly kind: Database['kind']
  /** a connection of its own on PostgreSQL; embedded the one that there is */
  connect(): Promise<PlainConnection>
}

interface PlainConnection extends MigrationConnection {
  close(): Promise<void>
}

/** The files that one process runs use one database, which would take longer to open than most of them take. */
const shared = globalThis as typeof globalThis & { thiqaTestDatabase?: Promise<OpenedDatabase> }

/**
 * A migrated database, empty before each test but for the shipped instruments: embedded or on PostgreSQL, as the project
 * says. Call it at the top of a file (or of a describe) and read its fields inside tests. Tests that change the schema, or
 * depend on what the planner remembers, ask for a database of their own; those that only look at the same data again and
 * again may keep it.
 * @param isKept empty before the first test alone
 */
export function useDatabase({ ofItsOwn = false, isKept = false } = {}): TestDatabase {
  let opened: OpenedDatabase | undefined
  let isEmpty = false
  const find = (): OpenedDatabase => {
    if (!opened) throw new Error('the database is there inside tests and hooks only')
    return opened
  }
  beforeAll(async () => {
    if (!ofItsOwn) shared.thiqaTestDatabase ??= openTestDatabase()
    opened = await (ofItsOwn ? openTestDatabase() : shared.thiqaTestDatabase)
  })
  beforeEach(async () => {
    if (isKept && isEmpty) return
    await emptyDatabase(find().database)
    isEmpty = true
  })
  afterAll(async () => {
    if (ofItsOwn) {
      await opened?.database.close()
      await opened?.remove()
    }
    opened = undefined
  })
  return {
    get database() {
      return find().database
    },
    get prisma() {
      return find().database.prisma
    },
    get kind() {
      return find().database.kind
    },
    connect: () => find().connect(),
  }
}

interface OpenedDatabase {
  database: Database
  connect(): Promise<PlainConnection>
  remove(): Promise<void>
}

async function openTestDatabase(): Promise<OpenedDatabase> {
  const server = inject('postgresqlServer')
  if (server) return copyTemplate(server)
  const snapshot = inject('embeddedSnapshot')
  if (!snapshot) throw new Error('tests with a database belong into tests/database, tests/routes or tests/security')
  const lite = await PGlite.create({ loadDataDir: new Blob([await readFile(snapshot)]) })
  // as the product opens it
  await lite.exec('SET join_collapse_limit = 1')
  const nothing = async () => {}
  const database = await wrapEmbedded(lite, 'everything')
  const connection: PlainConnection = {
    exec: (sql) => database.executeSql(sql),
    query: async <Row>(sql: string, parameters?: unknown[]) => ({
      rows: (await database.executeSql(sql, parameters)).rows as Row[],
    }),
    close: nothing,
  }
  return { database, connect: async () => connection, remove: nothing }
}

async function copyTemplate({ templateUrl }: PostgresqlServer): Promise<OpenedDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const template = new URL(templateUrl).pathname.slice(1)
  await administer(templateUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const url = new URL(templateUrl)
  url.pathname = `/${name}`
  const database = await openDatabase({
    databaseUrl: url.href,
    dataDirectory: '',
    migrationsDirectory: 'prisma/migrations',
    unsaid: 'everything',
  })
  const connect = async (): Promise<PlainConnection> => {
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    return {
      exec: (sql) => client.query(sql),
      query: async <Row>(sql: string, parameters?: unknown[]) => ({
        rows: (await client.query(sql, parameters)).rows as Row[],
      }),
      close: () => client.end(),
    }
  }
  return { database, connect, remove: () => administer(templateUrl, `DROP DATABASE ${name} WITH (FORCE)`) }
}

/** Runs a statement on the server itself, outside of the test databases. */
export async function administer(templateUrl: string, statement: string): Promise<void> {
  const url = new URL(templateUrl)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Rows that tests start with: what migrations and prepareDatabase wrote. */
const KEPT = ['public._prisma_migrations', 'public.instrument', 'pgboss.version', 'pgboss.queue']

/** Ten times as fast as TRUNCATE, which makes new files for every table and index; the role spares us the order of foreign keys. */
async function emptyDatabase(database: Database): Promise<void> {
  await database.executeSql(`DO $$ DECLARE "table" text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR "table" IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
      WHERE schemaname IN ('public', 'pgboss') AND schemaname || '.' || tablename NOT IN (${KEPT.map((name) => `'${name}'`).join(', ')})
    LOOP EXECUTE 'DELETE FROM ' || "table"; END LOOP; END $$`)
}
