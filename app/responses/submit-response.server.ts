import type { PrismaClient } from '#app/db/generated/client'
import type { Answers } from '#app/instruments/answers'
import type { Instrument } from '#app/instruments/instrument-schema'
import { scoreResponse } from '#app/instruments/score-response'

interface SubmitResponseInput {
  workspaceId: string
  invitationId: string
  assignmentId: string
  instrument: Instrument
  answers: Answers
  language: string
  now: Date
}

type SubmitResponseResult = { ok: true; isRepeat: boolean } | { ok: false; reason: 'closed' }

/**
 * Writes a response, once: the row's id is the questionnaire's, so a second press, a second tab or a repeated request
 * finds the first row and changes nothing. One statement checks and writes; it holds the wave's row while it does, so
 * that a wave which is being closed either counts this response or refuses it.
 */
export async function submitResponse(prisma: PrismaClient, input: SubmitResponseInput): Promise<SubmitResponseResult> {
  const { workspaceId, invitationId, assignmentId, instrument, answers, now } = input
  const scores = scoreResponse(instrument, answers)
  return prisma.$transaction(async (tx) => {
    const written = await tx.$executeRaw`
      INSERT INTO response (workspace_id, id, wave_id, relationship_id, side, "function", language,
                            instrument_name, instrument_version, answers, scores, submitted_at)
      SELECT a.workspace_id, a.id, a.wave_id, a.relationship_id, a.side, p."function", ${input.language},
             ${instrument.name}, ${instrument.version}::int, ${JSON.stringify(answers)}::jsonb, ${JSON.stringify(scores)}::jsonb, ${now}
      FROM assignment a
      JOIN wave w ON w.workspace_id = a.workspace_id AND w.id = a.wave_id
      JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
      JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
      WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = ${assignmentId}::uuid
        AND a.invitation_id = ${invitationId}::uuid
        AND w.state = 'open' AND w.closes_at > ${now} AND i.revoked_at IS NULL
      FOR SHARE OF w
      ON CONFLICT (workspace_id, id) DO NOTHING`
    if (written > 0) {
      await tx.draft.deleteMany({ where: { workspaceId, id: assignmentId } })
      return { ok: true, isRepeat: false }
    }
    const first = await tx.response.count({
      where: { workspaceId, id: assignmentId, assignment: { workspaceId, invitationId } },
    })
    return first > 0 ? { ok: true, isRepeat: true } : { ok: false, reason: 'closed' }
  })
}
