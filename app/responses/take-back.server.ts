import type { PrismaClient } from '#app/db/generated/client'
import type { Answers } from '#app/instruments/answers'
import { toFields } from '#app/instruments/to-fields'
import { holdAssignment } from './hold-assignment.server'
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
  const { workspaceId, id, waveId, relationshipId } = opened.assignment
  return prisma.$transaction(async (tx) => {
    if (!(await holdAssignment(tx, { assignment: opened.assignment, now, holdsWave: true })))
      return { ok: false, reason: 'closed' }
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
