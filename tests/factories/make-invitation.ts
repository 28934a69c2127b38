import { v7 as makeId } from 'uuid'
import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { hashInvitationToken, makeInvitationToken } from '#app/studies/invitation-token.server'
import { TEST_SECRET } from '#tests/setup/test-settings'

type InvitationValues = Partial<Omit<Prisma.InvitationUncheckedCreateInput, 'tokenHash'>> & {
  workspaceId: string
  waveId: string
  participantId: string
}

/** @returns the invitation with the secret of its personal link */
export async function makeInvitation(db: Db, { id = makeId(), ...values }: InvitationValues) {
  const token = makeInvitationToken(TEST_SECRET, values.workspaceId, id)
  const invitation = await db.invitation.create({
    data: { id, language: 'en', ...values, tokenHash: hashInvitationToken(token) },
  })
  return { ...invitation, token }
}
