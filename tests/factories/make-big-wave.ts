import { v7 as makeId } from 'uuid'
import type { PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { makeAskedPerson } from './make-asked-person'

/**
 * One wave in which so many people are asked about the same three relationships, with their invitations in the outbox.
 * @returns its workspace
 */
export async function makeBigWave(prisma: PrismaClient, people: number): Promise<string> {
  const first = await makeAskedPerson(prisma, { partners: ['Delta Valves', 'شركة النور', 'Nordic Drives'] })
  const { workspaceId, wave, organizationId } = first
  const asked = Array.from({ length: people }, (_, index) => ({
    ...{ participantId: makeId(), invitationId: makeId() },
    language: ['en', 'ar', 'fr'][index % 3] ?? 'en',
    email: `person-${index}@firm-${index % 50}.test`,
  }))
  for (const batch of inBatches(asked, 1000)) {
    await prisma.participant.createMany({
      data: batch.map(({ participantId: id, email, language }) => ({
        ...{ workspaceId, id, organizationId, email, language },
        ...{ name: `Person ${email}`, function: 'quality' },
      })),
    })
    await prisma.invitation.createMany({
      data: batch.map(({ participantId, invitationId: id, language }) => ({
        ...{ workspaceId, id, waveId: wave.id, participantId, language },
        tokenHash: new Uint8Array(Buffer.from(id.replaceAll('-', '').repeat(2), 'hex')),
      })),
    })
    await prisma.assignment.createMany({
      data: batch.flatMap(({ invitationId }) =>
        first.assignments.map(({ relationshipId, side, position }) => ({
          ...{ workspaceId, waveId: wave.id, invitationId, relationshipId, side, position },
        })),
      ),
    })
    await prisma.outboxMessage.createMany({
      data: batch.map(({ invitationId }) => ({ workspaceId, kind: 'invitation', invitationId })),
    })
  }
  return workspaceId
}
