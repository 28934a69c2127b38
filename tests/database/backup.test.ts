// Yesterday's backup on an empty machine: the same indices, a log that holds, and a sign-in that works.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { readOrMakeSecret } from '#app/config/secret.server'
import { type Database, openDatabase } from '#app/db/database.server'
import { lockDirectory } from '#app/db/directory-lock.server'
import { publishTemplates } from '#app/instruments/publish-templates.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { verifyAudit } from '#app/people/audit/verify-audit.server'
import { createAuth } from '#app/people/auth.server'
import { confirmSignIn, requestSignIn } from '#app/people/sign-in.server'
import { makeMember } from '#tests/factories/make-member'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeEmptyDatabase } from '#tests/setup/make-empty-database'
import { openBackup, writeBackup } from '../../prisma/backup/backup-file'
import { type Installation, makeBackup } from '../../prisma/backup/make-backup'
import { restoreBackup } from '../../prisma/backup/restore-backup'

type Machine = Installation & { remove(): Promise<void> }
const isServer = inject('postgresqlServer') !== undefined
const PASSPHRASE = 'seven unusual words'
const RESTORE = { passphrase: undefined, isReplaced: false, takesOtherSecret: false }
let directory = ''
let home: Machine
let indices: unknown
let head: unknown
let workspaceId = ''
let email = ''
const machines: Machine[] = []

/** A machine on which nothing is installed yet; with a PostgreSQL server, with the secret that its processes share. */
async function makeMachine(secret = isServer ? randomBytes(32).toString('hex') : undefined): Promise<Machine> {
  const { databaseUrl: directUrl, remove } = await makeEmptyDatabase()
  const machine = { directUrl, dataDirectory: mkdtempSync(path.join(directory, 'machine-')), secret, remove }
  machines.push(machine)
  return machine
}

const open = ({ directUrl, dataDirectory }: Machine): Promise<Database> =>
  openDatabase({
    ...{ databaseUrl: directUrl, dataDirectory, migrationsDirectory: 'prisma/migrations', unsaid: 'everything' },
  })

async function readIndices({ prisma }: Database) {
  return prisma.releasedRow.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } })
}

beforeAll(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'thiqa-backup-'))
  home = await makeMachine()
  if (!home.secret) readOrMakeSecret(home.dataDirectory)
  const database = await open(home)
  await publishTemplates(database.prisma)
  ;({ workspaceId } = await makePublishedStudy(database.prisma, { waves: 2 }))
  ;({ email } = await makeMember(database.prisma, { workspaceId, role: 'owner', name: 'سارة حدّاد' }))
  for (let number = 0; number < 3; number += 1)
    await recordEvent(database.prisma, systemActor(workspaceId), {
      ...{ action: 'wave-published', objectKind: 'wave', objectId: String(number) },
    })
  indices = await readIndices(database)
  head = await verifyAudit(database.prisma, workspaceId)
  expect(head).toMatchObject({ entries: expect.any(Number), broken: undefined })
  await database.close()
})
afterAll(async () => {
  for (const machine of machines) await machine.remove()
  rmSync(directory, { recursive: true })
})

let file = ''
beforeEach(() => {
  file = path.join(directory, `${randomBytes(6).toString('hex')}.backup`)
})
afterEach(() => rmSync(file, { force: true }))

const backUp = (passphrase?: string, from = home) => makeBackup(from, file, { passphrase, now: new Date() })

describe('a backup, restored on an empty machine,', () => {
  test.each([undefined, PASSPHRASE])('gives the same indices, log and sign-in (passphrase: %s)', async (passphrase) => {
    await backUp(passphrase)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const away = await makeMachine(home.secret)
    const header = await restoreBackup(away, file, { ...RESTORE, passphrase })
    expect(header).toMatchObject({ database: isServer ? 'postgresql' : 'embedded' })
    const database = await open(away)
    expect(await readIndices(database)).toEqual(indices)
    expect(await verifyAudit(database.prisma, workspaceId)).toEqual(head)
    const secret = away.secret ?? readOrMakeSecret(away.dataDirectory)
    expect(secret).toBe(home.secret ?? readOrMakeSecret(home.dataDirectory))
    let mailed = ''
    const auth = createAuth({
      ...{ prisma: database.prisma, secret, publicUrl: 'http://thiqa.test' },
      deliver: async (_email, token) => {
        mailed = token
      },
    })
    await requestSignIn(auth, email)
    expect(await confirmSignIn(auth, mailed, new Headers())).toMatchObject({ state: 'signed-in' })
    // the triggers came along: the log still refuses
    await expect(database.prisma.auditEntry.deleteMany({ where: { workspaceId } })).rejects.toThrow()
    await database.close()
  })
})

describe('a backup', () => {
  test('overwrites nothing, and what fails in between leaves no file', async () => {
    writeFileSync(file, 'mine')
    await expect(backUp()).rejects.toThrow('never overwritten')
    expect(readFileSync(file, 'utf8')).toBe('mine')
    rmSync(file)
    const broken = {
      ...home,
      ...(isServer ? { directUrl: `${home.directUrl}x` } : { dataDirectory: `${directory}/none` }),
    }
    await expect(backUp(undefined, broken)).rejects.toThrow()
    expect(existsSync(file)).toBe(false)
  })

  test('that is encrypted shows nothing of what is in it, and opens with its passphrase alone', async () => {
    await backUp(PASSPHRASE)
    const bytes = readFileSync(file)
    if (!isServer) expect(bytes.includes(readOrMakeSecret(home.dataDirectory))).toBe(false)
    const away = await makeMachine(home.secret)
    await expect(restoreBackup(away, file, RESTORE)).rejects.toThrow('is encrypted')
    await expect(restoreBackup(away, file, { ...RESTORE, passphrase: 'another one, also long' })).rejects.toThrow(
      'passphrase is wrong',
    )
    expect(existsSync(path.join(away.dataDirectory, 'database'))).toBe(false)
  })

  test('of which a byte was changed or cut off is refused', async () => {
    await backUp()
    const bytes = readFileSync(file)
    for (const at of [20, bytes.length >> 1, bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      writeFileSync(file, changed)
      await expect(openBackup(file)).rejects.toThrow(/damaged|is not a backup/)
    }
    writeFileSync(file, bytes.subarray(0, bytes.length - 100))
    await expect(openBackup(file)).rejects.toThrow('damaged')
    writeFileSync(file, 'something else\n')
    await expect(openBackup(file)).rejects.toThrow('not a backup')
    writeFileSync(file, bytes)
    expect(await openBackup(file)).toMatchObject({ header: { encryption: null } })
  })

  test('of another kind of database, of a newer version or with another secret is refused', async () => {
    await backUp()
    const away = await makeMachine(home.secret)
    const other = { ...away, directUrl: isServer ? undefined : 'postgresql://nobody@127.0.0.1:1/none' }
    await expect(restoreBackup(other, file, RESTORE)).rejects.toThrow(
      isServer ? 'set DATABASE_URL' : 'without DATABASE_URL',
    )
    const stranger = { ...away, secret: 'x'.repeat(40) }
    await expect(restoreBackup(stranger, file, RESTORE)).rejects.toThrow('another SECRET')
    await restoreBackup(stranger, file, { ...RESTORE, takesOtherSecret: true })
  })

  test('goes over what is there on demand alone', async () => {
    await backUp()
    const away = await makeMachine(home.secret)
    const before = await open(away)
    await before.prisma.workspace.create({ data: { name: 'Here already' } })
    await before.close()
    await expect(restoreBackup(away, file, RESTORE)).rejects.toThrow('--replace')
    const kept = await open(away)
    expect(await kept.prisma.workspace.count({ where: { name: 'Here already' } })).toBe(1)
    await kept.close()
    await restoreBackup(away, file, { ...RESTORE, isReplaced: true })
    const database = await open(away)
    expect(await database.prisma.workspace.count({ where: { name: 'Here already' } })).toBe(0)
    expect(await readIndices(database)).toEqual(indices)
    if (isServer) {
      const { rows } = await database.executeSql(`SELECT nspname FROM pg_namespace WHERE nspname LIKE '%replaced'`)
      expect(rows).toEqual([])
    }
    await database.close()
  })

  test.runIf(!isServer)('waits for nobody: an embedded database in use is refused', async () => {
    const unlock = lockDirectory(path.join(home.dataDirectory, 'database'))
    await expect(backUp()).rejects.toThrow('in use')
    unlock()
  })

  test.runIf(isServer)(
    'of a server that runs is consistent, and a restoration that fails brings back what was there',
    async () => {
      const running = await open(home)
      await backUp()
      await running.close()
      const away = await makeMachine(home.secret)
      const before = await open(away)
      await before.prisma.workspace.create({ data: { name: 'Here already' } })
      await before.close()
      const broken = path.join(directory, 'broken.backup')
      const { header } = await openBackup(file)
      const { format: _f, version: _v, encryption: _e, ...own } = header
      const dump = Readable.from([Buffer.from('not a dump')])
      await writeBackup(broken, { header: own, secret: null, dump, passphrase: undefined })
      await expect(restoreBackup(away, broken, { ...RESTORE, isReplaced: true })).rejects.toThrow('pg_restore')
      const kept = await open(away)
      expect(await kept.prisma.workspace.count({ where: { name: 'Here already' } })).toBe(1)
      await kept.close()
    },
  )
})
