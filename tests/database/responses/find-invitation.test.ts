import { expect, test } from 'vitest'
import { findInvitation } from '#app/responses/find-invitation.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { useDatabase } from '#tests/setup/test-database'

const NOW = new Date('2026-03-02T09:00:00Z')
const db = useDatabase()

test('a link leads to its invitation with the promise of the wave', async () => {
  const { workspaceId, token, invitationId, participant } = await makeAskedPerson(db.prisma, { language: 'ar' })
  const found = await findInvitation(db.prisma, { workspaceId, token, now: NOW })
  expect(found).toMatchObject({
    ok: true,
    invitation: {
      id: invitationId,
      participantId: participant.id,
      language: 'ar',
      audience: 'shared',
      minimumGroupSize: 3,
    },
  })
})

test('wrong, foreign and malformed links are all unknown', async () => {
  const { workspaceId, token } = await makeAskedPerson(db.prisma)
  const other = await makeAskedPerson(db.prisma)
  const links = [
    { workspaceId, token: other.token },
    { workspaceId: other.workspaceId, token },
    { workspaceId, token: `${token.slice(0, -1)}!` },
    { workspaceId, token: token.slice(0, -1) },
    { workspaceId, token: '' },
    { workspaceId: 'none', token },
    { workspaceId: "' OR 1=1 --", token },
    { workspaceId, token: '\u0000'.repeat(43) },
  ]
  for (const link of links)
    expect(await findInvitation(db.prisma, { ...link, now: NOW })).toEqual({ ok: false, reason: 'unknown' })
})

test('a link taken back, a closed wave and a wave past its date say so', async () => {
  const { workspaceId, token } = await makeAskedPerson(db.prisma)
  const link = { workspaceId, token, now: NOW }
  expect(await findInvitation(db.prisma, { ...link, now: new Date('2100-01-01T08:00:00Z') })).toMatchObject({
    reason: 'closed',
  })
  await db.prisma.wave.updateMany({ data: { state: 'closing', closedAt: NOW } })
  expect(await findInvitation(db.prisma, link)).toMatchObject({
    ok: false,
    reason: 'closed',
    invitation: { workspaceId },
  })
  await db.prisma.invitation.updateMany({ data: { revokedAt: NOW } })
  expect(await findInvitation(db.prisma, link)).toMatchObject({ ok: false, reason: 'revoked' })
})
