import { expect, test } from 'vitest'
import { deleteExpiredResponses } from '#app/responses/delete-expired-responses.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

test('single answers are deleted when their months are over, those of open waves and other waves stay', async () => {
  const [old, recent, open] = [
    await makeAskedPerson(db.prisma),
    await makeAskedPerson(db.prisma),
    await makeAskedPerson(db.prisma),
  ]
  for (const person of [old, recent, open]) await makeResponse(db.prisma, { assignment: person.assignment })
  const publish = async ({ workspaceId, wave }: typeof old, publishedAt: Date) => {
    const where = { workspaceId_id: { workspaceId, id: wave.id } }
    await db.prisma.wave.update({ where, data: { retentionMonths: 12 } })
    await db.prisma.wave.update({ where, data: { state: 'closing', closedAt: publishedAt } })
    await db.prisma.wave.update({ where, data: { state: 'published', publishedAt } })
  }
  await publish(old, new Date('2025-02-28T12:00:00Z'))
  await publish(recent, new Date('2025-03-02T12:00:00Z'))
  expect(await deleteExpiredResponses(db.prisma, new Date('2026-03-01T12:00:00Z'))).toBe(1)
  const left = await db.prisma.response.findMany({ select: { id: true } })
  expect(left.map(({ id }) => id).sort()).toEqual([recent.assignment.id, open.assignment.id].sort())
  expect(await deleteExpiredResponses(db.prisma, new Date('2026-03-01T12:00:00Z'))).toBe(0)
})

test('a wave cannot be made to keep answers for longer than was promised', async () => {
  const { workspaceId, wave } = await makeAskedPerson(db.prisma)
  const where = { workspaceId_id: { workspaceId, id: wave.id } }
  await expect(db.prisma.wave.update({ where, data: { retentionMonths: 25 } })).rejects.toThrow(/weakened/)
  await expect(db.prisma.wave.update({ where, data: { retentionMonths: 23 } })).resolves.toMatchObject({
    retentionMonths: 23,
  })
})
