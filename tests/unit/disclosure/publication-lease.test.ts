import { expect, test } from 'vitest'
import type { PrismaClient, Wave } from '#app/db/generated/client'
import { takeLease } from '#app/disclosure/publication-lease.server'

test('a wave is given back when a database that went away is there again', async () => {
  const until = new Date('2026-03-01T08:10:00Z')
  const given: unknown[] = []
  let refusals = 2
  const prisma = {
    $queryRaw: async () => [{ until }],
    wave: {
      updateMany: async (asked: unknown) => {
        if (refusals-- > 0) throw new Error('Connection terminated unexpectedly')
        given.push(asked)
      },
    },
  }
  const wave = { workspaceId: 'w', id: 'v', state: 'closed', closedAt: new Date() }
  const lease = await takeLease(prisma as unknown as PrismaClient, wave as Wave)
  await lease?.end()
  expect(given).toEqual([
    { where: { workspaceId: 'w', id: 'v', publishingUntil: until }, data: { publishingUntil: null } },
  ])
})
