import type { PrismaClient } from '#app/db/generated/client'
import type { Answers } from '#app/instruments/answers'
import type { Instrument } from '#app/instruments/instrument-schema'
import { scoreResponse } from '#app/instruments/score-response'
import { type AssignmentKey, lockAssignment } from './lock-assignment.server'

interface SubmitResponseInput extends AssignmentKey {
  instrument: Instrument
  answers: Answers
  language: string
}

export type SubmitResponseResult =
  | { ok: true; isRepeat: boolean }
  | { ok: false; reason: 'unknown' | 'revoked' | 'closed' }

/**
 * Writes a response with its scores, once: the row's id is the assignment's, so a second press, a second tab or a
 * repeated request finds the first row and changes nothing. The draft goes in the same transaction.
 */
export function submitResponse(prisma: PrismaClient, input: SubmitResponseInput): Promise<SubmitResponseResult> {
  const { workspaceId, assignmentId: id, instrument, answers, language } = input
  const scores = scoreResponse(instrument, answers)
  return prisma.$transaction(async (tx) => {
    const locked = await lockAssignment(tx, input)
    if (!locked.ok) return locked
    const written = await tx.response.createMany({
      data: {
        workspaceId,
        id,
        ...locked.assignment,
        language,
        instrumentName: instrument.name,
        instrumentVersion: instrument.version,
        answers,
        scores,
        submittedAt: input.now,
      },
      skipDuplicates: true,
    })
    await tx.draft.deleteMany({ where: { workspaceId, id } })
    return { ok: true, isRepeat: written.count === 0 }
  })
}
