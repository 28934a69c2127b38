import type { PrismaClient } from '#app/db/generated/client'
import type { Answers } from '#app/instruments/answers'
import { toFields } from '#app/instruments/to-fields'
import type { OpenedQuestionnaire } from './open-questionnaire.server'

interface TakeBackInput {
  opened: OpenedQuestionnaire
  /** the answers become a draft again, to be changed; else nothing of them stays */
  keepsAnswers: boolean
  now: Date
}

/**
 * Takes a submitted response back while its wave is open. Closing the wave holds the wave's row, so a response is either
 * taken back before the wave closes, or counts.
 */
export function takeBack(
  prisma: PrismaClient,
  { opened, keepsAnswers, now }: TakeBackInput,
): Promise<{ ok: true } | { ok: false; reason: 'closed' }> {
  const { workspaceId, id, invitationId, waveId, relationshipId } = opened.assignment
  return prisma.$transaction(async (tx) => {
    const held = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM assignment a
      JOIN wave w ON w.workspace_id = a.workspace_id AND w.id = a.wave_id
      WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = ${id}::uuid AND a.invitation_id = ${invitationId}::uuid
        AND w.state = 'open' AND w.closes_at > ${now}
      FOR NO KEY UPDATE OF a FOR SHARE OF w`
    if (held.length === 0) return { ok: false, reason: 'closed' }
    const response = await tx.response.findFirst({
      where: { workspaceId, waveId, relationshipId, id },
      select: { answers: true },
    })
    if (!keepsAnswers) await tx.draft.deleteMany({ where: { workspaceId, id } })
    if (!response) return { ok: true }
    await tx.response.deleteMany({ where: { workspaceId, waveId, relationshipId, id } })
    if (keepsAnswers) {
      const content = { fields: toFields(opened.instrument, response.answers as Answers), revision: 1, savedAt: now }
      await tx.draft.upsert({
        where: { workspaceId_id: { workspaceId, id } },
        create: { workspaceId, id, ...content },
        update: content,
      })
    }
    return { ok: true }
  })
}
