// The second wall between workspaces: queries that forget the workspace, put to both databases.
import { beforeEach, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '#app/db/database.server'
import { acrossWorkspaces, enterWorkspace, inWorkspace, openDoor } from '#app/db/wall/view.server'
import { requireMember } from '#app/http/guards.server'
import { findInvitation } from '#app/responses/find-invitation.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { loggedLines } from '#tests/setup/expect-console-error'
import { makeEmptyDatabase } from '#tests/setup/make-empty-database'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { administer } from '#tests/setup/test-database'
import { useRuntime } from '#tests/setup/test-runtime'
import { TABLE_CLASSES } from '../../prisma/table-classes'

const db = useRuntime({ ofItsOwn: true })
const TABLES = [...TABLE_CLASSES.tenant, 'workspace']
const server = inject('postgresqlServer')
const BY_POLICY = /row-level security/

let own: string
let other: string

beforeEach(async () => {
  own = (await makeWorkspace(db.prisma)).id
  other = (await makeWorkspace(db.prisma)).id
  for (const workspaceId of [own, other]) await makeOrganization(db.prisma, { workspaceId })
})

/** Every organization that a query without a filter sees, by its workspace. */
const seen = async (prisma = db.prisma) => (await prisma.organization.findMany()).map(({ workspaceId }) => workspaceId)

describe('a query that forgets the workspace', () => {
  test('reads, changes, deletes and makes rows of its own workspace alone, in every table that has any', async () => {
    const withColumn = (await db.database.executeSql(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`,
    )) as { rows: { name: string }[] }
    expect([...withColumn.rows.map(({ name }) => name), 'workspace']).toEqual(TABLES)
    await loosen()
    const wrong: string[] = []
    for (const table of TABLES) {
      const key = table === 'workspace' ? 'id' : 'workspace_id'
      const makeFor = await insertInto(table, key)
      if (table !== 'workspace') for (const id of [own, other]) await db.database.executeSql(makeFor, [id])
      const count = async () => {
        const { rows } = await db.database.executeSql(`SELECT "${key}" AS id FROM "${table}"`)
        return (rows as { id: string }[]).filter(({ id }) => id === own || id === other).length
      }
      const read = async () =>
        (await db.prisma.$queryRawUnsafe<{ id: string }[]>(`SELECT "${key}" AS id FROM "${table}"`)).map(({ id }) => id)
      const change = () => db.prisma.$executeRawUnsafe(`UPDATE "${table}" SET "${key}" = "${key}"`)
      const move = () => db.prisma.$executeRawUnsafe(`UPDATE "${table}" SET "${key}" = '${other}'`)
      const make = () => db.prisma.$executeRawUnsafe(makeFor, other)
      const remove = () => db.prisma.$executeRawUnsafe(`DELETE FROM "${table}"`)
      const outcome = {
        table,
        nothing: await openDoor(async () => [await read(), await change(), await remove(), await refused(make)]),
        own: await inWorkspace(own, async () => [
          await read(),
          await change(),
          await refused(move),
          await refused(make),
        ]),
        left: [await count(), await inWorkspace(own, remove), await count()],
      }
      if (JSON.stringify(outcome) !== JSON.stringify(expected(table))) wrong.push(JSON.stringify(outcome))
    }
    expect(wrong).toEqual([])
  })

  test('sees nothing in a request before its guard has said whose it is, then the member’s rows, and stays there', async () => {
    const request = await signedInRequest('/x', { workspaceId: own })
    await openDoor(async () => {
      expect(await seen()).toEqual([])
      await expect(makeOrganization(db.prisma, { workspaceId: own })).rejects.toThrow(BY_POLICY)
      await requireMember(request, 'see-results')
      expect(await seen()).toEqual([own])
      expect(await db.prisma.workspace.findMany({ select: { id: true } })).toEqual([{ id: own }])
      expect(await db.prisma.organization.deleteMany()).toEqual({ count: 1 })
      await expect(makeOrganization(db.prisma, { workspaceId: other })).rejects.toThrow(BY_POLICY)
      expect(() => enterWorkspace(other)).toThrow('one workspace to another')
    })
    expect(await seen()).toEqual([other])
  })

  test('sees through a personal link what is the link’s', async () => {
    const { workspaceId, token } = await makeAskedPerson(db.prisma)
    await openDoor(async () => {
      await findInvitation(db.prisma, { workspaceId, token, now: new Date() })
      expect(new Set(await seen())).toEqual(new Set([workspaceId]))
    })
  })
})

describe('requests of two workspaces at the same moment', () => {
  test.each(server ? ['direct', 'through a pooler'] : ['direct'])('never mix, whatever they ask: %s', async (how) => {
    await withDatabase(how !== 'direct', async (prisma) => {
      const ids = { [own]: await idIn(own), [other]: await idIn(other) }
      const find = (workspaceId: string) =>
        prisma.organization.findUnique({ where: { workspaceId_id: { workspaceId, id: ids[workspaceId] ?? '' } } })
      const elsewhere = (workspaceId: string) => (workspaceId === own ? other : own)
      const asks: ((workspaceId: string) => Promise<void>)[] = [
        async (workspaceId) => expect(await seen(prisma)).toEqual([workspaceId]),
        async (workspaceId) => expect((await find(workspaceId))?.workspaceId).toBe(workspaceId),
        async (workspaceId) => expect(await find(elsewhere(workspaceId))).toBeNull(),
        async (workspaceId) => {
          const both = await Promise.all([find(workspaceId), acrossWorkspaces(() => find(elsewhere(workspaceId)))])
          expect(both.map((one) => one?.workspaceId)).toEqual([workspaceId, elsewhere(workspaceId)])
        },
        async (workspaceId) => {
          const [first, second] = await prisma.$transaction([
            prisma.organization.findMany(),
            prisma.organization.updateMany({ data: { name: workspaceId } }),
          ])
          expect([first.map((one) => one.workspaceId), second.count]).toEqual([[workspaceId], 1])
        },
        async (workspaceId) => {
          await prisma.$transaction(async (tx) => {
            expect(await tx.organization.count()).toBe(1)
            expect(await acrossWorkspaces(() => tx.organization.count())).toBe(2)
            expect((await tx.organization.findMany()).map((one) => one.workspaceId)).toEqual([workspaceId])
          })
        },
        async (workspaceId) => {
          const failing = prisma.$transaction(async (tx) => {
            await acrossWorkspaces(() => tx.organization.updateMany({ data: { name: 'undone' } }))
            await tx.organization.create({ data: { workspaceId: elsewhere(workspaceId), code: 'x', name: 'x' } })
          })
          await expect(failing).rejects.toThrow(BY_POLICY)
        },
      ]
      for (let round = 0; round < 6; round++) {
        const turns = asks.flatMap((ask, index) =>
          [own, other].map((workspaceId) => ({ ask, workspaceId, order: (index * 7 + round * 5) % 11 })),
        )
        turns.sort((a, b) => a.order - b.order)
        await Promise.all(turns.map(({ ask, workspaceId }) => inWorkspace(workspaceId, () => ask(workspaceId))))
      }
      const names = (await db.prisma.organization.findMany()).map(({ workspaceId, name }) => [workspaceId, name])
      expect(new Set(names.map(([workspaceId]) => workspaceId))).toEqual(new Set([own, other]))
      for (const [workspaceId, name] of names) expect(name).toBe(workspaceId)
    })
  })
})

describe('the wall', () => {
  test('is named by one role that owns nothing and opens no other database', async () => {
    const [row] = await inWorkspace(
      own,
      () => db.prisma.$queryRaw<{ role: string; database: string; rights: boolean }[]>`
      SELECT current_user AS role, current_database() AS database,
        has_table_privilege('organization', 'TRUNCATE') OR has_database_privilege(current_database(), 'CREATE') AS rights`,
    )
    expect(row).toEqual({ role: `${row?.database}_application`, database: row?.database, rights: false })
    const { rows } = await db.database.executeSql(
      'SELECT 1 FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = $1',
      [row?.role],
    )
    expect(rows).toEqual([])
  })

  test.runIf(server)(
    'is missed loudly where the user may not make the role, and stands once the administrator has made it',
    async () => {
      const empty = await makeEmptyDatabase()
      if (!empty.databaseUrl) throw new Error('there is a server')
      const user = `plain_${own.slice(-12)}`
      const url = new URL(empty.databaseUrl)
      const database = url.pathname.slice(1)
      await administer(empty.databaseUrl, `CREATE ROLE ${user} LOGIN PASSWORD 'of this test'`)
      await administer(empty.databaseUrl, `ALTER DATABASE ${database} OWNER TO ${user}`)
      Object.assign(url, { username: user, password: 'of this test' })
      const open = () =>
        openDatabase({ databaseUrl: url.href, dataDirectory: '', migrationsDirectory: 'prisma/migrations' })
      const complaints = () => loggedLines().filter((line) => line.includes('DOES NOT HOLD WORKSPACES APART'))
      const look = async ({ prisma, close }: Database) => {
        const { id } = await acrossWorkspaces(() => makeWorkspace(prisma))
        const ids = (await inWorkspace(id, () => prisma.workspace.findMany())).map((one) => one.id)
        await close()
        return ids.length
      }
      try {
        expect(await look(await open())).toBe(1)
        const [complaint = ''] = complaints()
        const advice = /CREATE ROLE .* NOLOGIN; GRANT .* TO \w+;/.exec(complaint)?.[0]
        expect(await look(await open())).toBe(2)
        await administer(empty.databaseUrl, advice ?? '')
        expect(await look(await open())).toBe(1)
        expect(complaints()).toHaveLength(2)
      } finally {
        await empty.remove()
      }
    },
  )
})

/** Rows need not mean anything here: what checks, keys and triggers say of them is not what is asked. */
async function loosen(): Promise<void> {
  await db.database.executeSql(`DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT conrelid::regclass AS "table", conname FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f')
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one."table", one.conname); END LOOP;
    FOR one IN SELECT DISTINCT tgrelid::regclass AS "table" FROM pg_trigger WHERE NOT tgisinternal
      AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    LOOP EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', one."table"); END LOOP; END $$`)
}

const VALUES: Record<string, string> = {
  uuid: 'gen_random_uuid()',
  text: "'x'",
  character: "'x'",
  integer: '1',
  'double precision': '1',
  boolean: 'true',
  jsonb: "'{}'",
  bytea: "'x'",
  date: 'now()',
  numeric: '1',
  'timestamp with time zone': 'now()',
}

/** SQL that makes a row of any content for the workspace that is its one value. */
async function insertInto(table: string, key: string): Promise<string> {
  const { rows } = await db.database.executeSql(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attnotnull`,
    [table],
  )
  const columns = rows as { name: string; type: string }[]
  const values = columns.map(({ name, type }) => (name === key ? '$1::uuid' : VALUES[type]))
  return `INSERT INTO "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')}) VALUES (${values.join(', ')})`
}

async function refused(work: () => PromiseLike<unknown>): Promise<boolean> {
  try {
    await work()
    return false
  } catch (error) {
    return BY_POLICY.test(String(error))
  }
}

function expected(table: string) {
  return {
    table,
    nothing: [[], 0, 0, true],
    own: [[...(table === 'organization' ? [own] : []), own], table === 'organization' ? 2 : 1, true, true],
    left: table === 'organization' ? [4, 2, 2] : [2, 1, 1],
  }
}

async function idIn(workspaceId: string): Promise<string> {
  return (await db.prisma.organization.findFirstOrThrow({ where: { workspaceId } })).id
}

/** A database as the server opens it; `isPooled`: at an address that differs from the direct one, as that of a pooler does. */
async function withDatabase(isPooled: boolean, work: (prisma: Database['prisma']) => Promise<void>): Promise<void> {
  if (!isPooled) return work(db.prisma)
  const [here] = await db.prisma.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
  const url = new URL(server.templateUrl)
  url.pathname = `/${here?.name}`
  const pooled = new URL(url)
  pooled.searchParams.set('application_name', 'pooled')
  const addresses = { databaseUrl: pooled.href, directUrl: url.href }
  const database = await openDatabase({ ...addresses, dataDirectory: '', migrationsDirectory: 'prisma/migrations' })
  await work(database.prisma).finally(() => database.close())
}
