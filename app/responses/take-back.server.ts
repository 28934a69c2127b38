import type { Prisma, PrismaClient } from '#app/db/generated/client'
import type { Answers } from '#app/instruments/answers'
import { toFields } from '#app/instruments/to-fields'
import { holdAssignment, recordSaves } from './hold-assignment.server'
import type { OpenedQuestionnaire } from './open-questionnaire.server'
import type { Paradata } from './paradata'
import { EVERY_PAGE } from './saves'

interface TakeBackInput {
  opened: OpenedQuestionnaire
  /** the answers become a draft again, to be changed; else nothing of them stays */
  keepsAnswers: boolean
  now: Date
}

/**
 * Takes a submitted response back while its wave is open. Closing the wave holds the wave's row, so a response is either
 * taken back before the wave closes, or counts. How the answers came about stays with answers that are changed.
 */
export function takeBack(
  prisma: PrismaClient,
  { opened, keepsAnswers, now }: TakeBackInput,
): Promise<{ ok: true } | { ok: false; reason: 'closed' }> {
  const { workspaceId, id, waveId, relationshipId } = opened.assignment
  return prisma.$transaction(async (tx) => {
    const held = await holdAssignment(tx, { assignment: opened.assignment, now, holdsWave: true })
    if (!held) return { ok: false, reason: 'closed' }
    const response = await tx.response.findFirst({
      where: { workspaceId, waveId, relationshipId, id },
      select: { answers: true, paradata: true },
    })
    const { count: dropped } = keepsAnswers ? { count: 0 } : await tx.draft.deleteMany({ where: { workspaceId, id } })
    if (!response && dropped === 0) return { ok: true }
    // windows that were opened before show something that is no longer so, whichever page they show
    const revision = held.revision + 1
    const everyPage = { revision, tab: '', turn: 0 }
    await recordSaves(tx, opened.assignment, { revision, saves: { ...held.saves, [EVERY_PAGE]: everyPage } })
    if (!response) return { ok: true }
    await tx.response.deleteMany({ where: { workspaceId, waveId, relationshipId, id } })
    if (keepsAnswers) {
      const { device: _, ...paradata } = response.paradata as Paradata
      const content = {
        fields: toFields(opened.instrument, response.answers as Answers),
        paradata: paradata as Prisma.InputJsonObject,
        savedAt: now,
      }
      await tx.draft.upsert({
        where: { workspaceId_id: { workspaceId, id } },
        create: { workspaceId, id, ...content },
        update: content,
      })
    }
    return { ok: true }
  })
}
