// The log of what was done: only added to, numbered, dated and chained by the database, checked by our own program.
import { describe, expect, test } from 'vitest'
import { readAuditFilter } from '#app/people/audit/audit-filter'
import { listAudit, readAudit } from '#app/people/audit/read-audit.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { verifyAudit } from '#app/people/audit/verify-audit.server'
import { makeMember } from '#tests/factories/make-member'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()
const EVERYTHING = readAuditFilter('http://x/audit')

async function makeLog(count = 3) {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const organization = await makeOrganization(db.prisma, { workspaceId, name: 'شركة الأفق' })
  const { userId, name } = await makeMember(db.prisma, { workspaceId, role: 'owner' })
  const actor = { workspaceId, kind: 'member', id: userId, address: '2001:db8::1' } as const
  for (let number = 1; number <= count; number += 1)
    await recordEvent(db.prisma, number === 2 ? systemActor(workspaceId) : actor, {
      ...{ action: 'organization-saved', objectKind: 'organization', objectId: organization.id },
      details: { file: `ملف ${number}, "1:a,2:b"`, wave: number },
    })
  return { workspaceId, organization, userId, name }
}

/** What somebody can do who may switch triggers off. */
async function tamper(statement: string) {
  await db.database.executeSql(`BEGIN; SET LOCAL session_replication_role = replica; ${statement}; COMMIT`)
}

describe('an entry', () => {
  test('is numbered, dated and chained by the database, whatever is claimed', async () => {
    const { workspaceId } = await makeLog()
    const before = Date.now()
    await db.prisma.auditEntry.create({
      data: {
        ...{
          workspaceId,
          actorKind: 'system',
          actorId: '',
          action: 'wave-published',
          objectKind: 'wave',
          objectId: 'x',
        },
        ...{ address: '', details: '{}', number: 1, at: new Date('2001-01-01T00:00:00Z'), hash: Buffer.alloc(32, 7) },
      },
    })
    const entries = await db.prisma.auditEntry.findMany({ where: { workspaceId }, orderBy: { number: 'asc' } })
    expect(entries.map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(entries.at(-1)?.at.getTime()).toBeGreaterThan(before - 60_000)
    expect(Buffer.from(entries.at(-1)?.previousHash ?? '')).toEqual(Buffer.from(entries.at(-2)?.hash ?? 'x'))
    expect(await verifyAudit(db.prisma, workspaceId)).toMatchObject({ entries: 4, broken: undefined })
  })

  test('is never changed, deleted or emptied', async () => {
    const { workspaceId } = await makeLog()
    const refused = 'only added to'
    await expect(db.prisma.auditEntry.updateMany({ where: { workspaceId }, data: { address: '' } })).rejects.toThrow(
      refused,
    )
    await expect(db.prisma.auditEntry.deleteMany({ where: { workspaceId } })).rejects.toThrow(refused)
    await expect(db.database.executeSql('TRUNCATE audit_entry')).rejects.toThrow(refused)
  })

  test('continues its own workspace only, also when many write at once', async () => {
    const [one, other] = [await makeLog(0), await makeLog(0)]
    await Promise.all(
      Array.from({ length: 40 }, (_, place) => {
        const { workspaceId } = place % 2 ? one : other
        const event = { action: 'wave-published', objectKind: 'wave', objectId: String(place) } as const
        return recordEvent(db.prisma, systemActor(workspaceId), event)
      }),
    )
    for (const { workspaceId } of [one, other])
      expect(await verifyAudit(db.prisma, workspaceId)).toMatchObject({ entries: 20, broken: undefined })
  })
})

describe('the check', () => {
  test.each([
    [
      'a changed field',
      `UPDATE audit_entry SET address = '10.0.0.1' WHERE number = 2`,
      { number: 2, reason: 'changed' },
    ],
    [
      'a moved time',
      `UPDATE audit_entry SET at = at - interval '1 ms' WHERE number = 3`,
      { number: 3, reason: 'changed' },
    ],
    ['a changed detail', `UPDATE audit_entry SET details = '{}' WHERE number = 1`, { number: 1, reason: 'changed' }],
    ['a missing entry', `DELETE FROM audit_entry WHERE number = 2`, { number: 2, reason: 'missing' }],
    [
      'a new hash',
      `UPDATE audit_entry e SET address = '', hash = audit_hash(e) WHERE number = 1`,
      { number: 1, reason: 'changed' },
    ],
    [
      'an entry taken out and the rest renumbered',
      `DELETE FROM audit_entry WHERE number = 2; UPDATE audit_entry SET number = 2 WHERE number = 3`,
      { number: 2, reason: 'chain' },
    ],
  ])('finds %s', async (_what, statement, broken) => {
    const { workspaceId } = await makeLog()
    await tamper(statement)
    expect((await verifyAudit(db.prisma, workspaceId)).broken).toEqual(broken)
  })

  test('finds an end that was cut off by the head that was kept elsewhere', async () => {
    const { workspaceId } = await makeLog()
    const { entries: number, headHash: hash } = await verifyAudit(db.prisma, workspaceId)
    expect((await verifyAudit(db.prisma, workspaceId, { number, hash })).broken).toBeUndefined()
    await tamper('DELETE FROM audit_entry WHERE number = 3')
    expect((await verifyAudit(db.prisma, workspaceId)).broken).toBeUndefined()
    expect((await verifyAudit(db.prisma, workspaceId, { number, hash })).broken).toEqual({
      number: 3,
      reason: 'missing',
    })
  })
})

describe('reading', () => {
  test('names who and what, the newest first, and lets through what is asked for', async () => {
    const { workspaceId, userId, name, organization } = await makeLog()
    const { rows, total } = await listAudit(db.prisma, workspaceId, EVERYTHING, 1)
    expect(total).toBe(3)
    expect(rows.map(({ number, actorName }) => [number, actorName])).toEqual([
      [3, name],
      [2, ''],
      [1, name],
    ])
    expect(rows[0]).toMatchObject({ objectName: 'شركة الأفق', details: { wave: 3 }, address: '2001:db8::1' })
    const count = async (search: string) =>
      (await listAudit(db.prisma, workspaceId, readAuditFilter(`http://x/audit?${search}`), 1)).total
    expect(await count(`actor=${userId}`)).toBe(2)
    expect(await count(`object=${organization.id}&action=organization-saved`)).toBe(3)
    expect(await count('action=file-taken')).toBe(0)
    expect(await count('from=2099-01-01')).toBe(0)
    expect(await count('to=2001-01-01')).toBe(0)
    expect(await count(`from=2001-01-01&to=2098-12-31`)).toBe(3)
    // what cannot be asked for is as if it had not been asked
    expect(await count(`action=drop&actor=';--&from=2026-02-31&to=x`)).toBe(3)
  })

  test('knows no log but that of its workspace', async () => {
    await makeLog()
    const other = await makeWorkspace(db.prisma)
    expect(await listAudit(db.prisma, other.id, EVERYTHING, 1)).toMatchObject({ total: 0, rows: [] })
    for await (const row of readAudit(db.prisma, other.id, EVERYTHING)) throw new Error(`${row.number} leaked`)
  })
})
