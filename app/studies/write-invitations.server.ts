import { v7 as makeId } from 'uuid'
import type { Prisma } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { hashInvitationToken, makeInvitationToken } from './invitation-token.server'
import type { PlannedInvitation } from './plan-invitations'
import { recordWaveMails } from './record-wave-mails.server'

interface InvitationRows {
  workspaceId: string
  waveId: string
  secret: string
  invitations: PlannedInvitation[]
  /** when the mail of a participant may leave */
  mailAt: (participantId: string) => Date
}

/** Invitations with their assignments, and the mails that carry them. */
export async function writeInvitations(tx: Prisma.TransactionClient, rows: InvitationRows): Promise<void> {
  const { workspaceId, waveId, secret, mailAt } = rows
  const invitations = rows.invitations.map((plan) => ({ ...plan, id: makeId() }))
  for (const batch of inBatches(invitations, 1000)) {
    await tx.invitation.createMany({
      data: batch.map(({ id, participantId, language }) => ({
        workspaceId,
        id,
        waveId,
        participantId,
        language,
        tokenHash: hashInvitationToken(makeInvitationToken(secret, workspaceId, id)),
      })),
    })
  }
  await recordWaveMails(
    tx,
    { workspaceId, kind: 'invitation' },
    invitations.map(({ id, participantId }) => ({ invitationId: id, nextAttemptAt: mailAt(participantId) })),
  )
  const assignments = invitations.flatMap(({ id, assignments }) =>
    assignments.map((assignment) => ({ workspaceId, waveId, invitationId: id, ...assignment })),
  )
  for (const batch of inBatches(assignments, 1000)) await tx.assignment.createMany({ data: batch })
}
