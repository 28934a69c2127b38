import { isDeepStrictEqual } from 'node:util'
import type { PrismaClient } from '#app/db/generated/client'
import type { Answers } from '#app/instruments/answers'
import type { Instrument } from '#app/instruments/instrument-schema'
import { scoreResponse } from '#app/instruments/score-response'
import { queueThankYou } from '#app/mail/queue-thank-you.server'
import type { FoundAssignment } from './found-assignment'
import type { Paradata } from './paradata'
import type { QualityFlag } from './quality-flags'
import { takesAnswers } from './takes-answers.server'

interface SubmitResponseInput {
  assignment: FoundAssignment
  /** of the person, as it is at this moment */
  function: string
  language: string
  /** the questions that this person was asked */
  instrument: Instrument
  answers: Answers
  /** without it: answers that a program posts in one go */
  paradata?: Paradata
  flags?: readonly QualityFlag[]
  now: Date
}

export type SubmitResponseResult =
  | { ok: true; isRepeat: boolean }
  /** `different`: other answers were submitted before; they stay as they are */
  | { ok: false; reason: 'closed' | 'different' }

/**
 * Writes a response with its scores, once: the row's id is the assignment's, so a second press, a second tab or a
 * repeated request finds the first row and changes nothing; whether it said the same is told. In the same transaction the
 * draft goes, and thanks are recorded where nothing of the invitation is left: it holds the invitation, so that of two
 * that are submitted at once the second sees the first.
 *
 * While it writes, it shares the wave's row, so that a wave which is being closed either counts this response or
 * refuses it, and holds the assignment, so that a draft saved late cannot slip in beside the submission.
 */
export async function submitResponse(prisma: PrismaClient, input: SubmitResponseInput): Promise<SubmitResponseResult> {
  const { assignment, instrument, answers, paradata = {}, flags = [], now } = input
  const { workspaceId, id, invitationId, waveId, relationshipId } = assignment
  const scores = scoreResponse(instrument, answers)
  // two statements, not one: the second must see a draft for whose end the first one waited
  const [written] = await prisma.$transaction([
    prisma.$executeRaw`
      INSERT INTO response (workspace_id, id, wave_id, relationship_id, side, "function", language,
                            instrument_name, instrument_version, answers, scores, paradata, flags,
                            promise_text_id, submitted_at)
      SELECT a.workspace_id, a.id, a.wave_id, a.relationship_id, a.side, ${input.function}, ${input.language},
             ${instrument.name}, ${instrument.version}::int, ${JSON.stringify(answers)}::jsonb,
             ${JSON.stringify(scores)}::jsonb, ${JSON.stringify(paradata)}::jsonb, ${JSON.stringify(flags)}::jsonb,
             (SELECT pt.id FROM promise_text pt
              WHERE pt.workspace_id = a.workspace_id AND pt.wave_id = a.wave_id AND pt.language = ${input.language}),
             ${now}
      FROM assignment a
      JOIN wave w ON w.workspace_id = a.workspace_id AND w.id = a.wave_id
      JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
      WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = ${id}::uuid AND a.invitation_id = ${invitationId}::uuid
        AND ${takesAnswers(workspaceId, now)}
      FOR SHARE OF w FOR NO KEY UPDATE OF i, a
      ON CONFLICT (workspace_id, id) DO NOTHING`,
    prisma.$executeRaw`
      DELETE FROM draft d
      WHERE d.workspace_id = ${workspaceId}::uuid AND d.id = ${id}::uuid
        AND EXISTS (SELECT 1 FROM response r
                    WHERE r.workspace_id = d.workspace_id AND r.wave_id = ${waveId}::uuid
                      AND r.relationship_id = ${relationshipId}::uuid AND r.id = d.id)`,
    queueThankYou(prisma, { workspaceId, invitationId, now }),
  ])
  if (written > 0) return { ok: true, isRepeat: false }
  const first = await prisma.response.findFirst({
    where: { workspaceId, waveId, relationshipId, id, assignment: { invitationId } },
    select: { answers: true },
  })
  if (!first) return { ok: false, reason: 'closed' }
  return isDeepStrictEqual(first.answers, answers) ? { ok: true, isRepeat: true } : { ok: false, reason: 'different' }
}
