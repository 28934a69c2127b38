import type { Db } from '#app/db/database.server'
import type { Answers, Scores } from '#app/instruments/answers'
import type { QualityFlag } from './quality-flags'

const PAGE = 500

export interface StoredResponse {
  id: string
  relationshipId: string
  side: 'buyer' | 'supplier'
  function: string
  language: string
  participantId: string
  organizationId: string
  instrumentName: string
  instrumentVersion: number
  answers: Answers
  scores: Scores
  flags: QualityFlag[]
  submittedAt: Date
}

/** All responses of a wave, ordered by relationship and id, read in pages: memory stays flat however many there are. */
export async function* streamWaveResponses(
  db: Db,
  { workspaceId, waveId }: { workspaceId: string; waveId: string },
): AsyncGenerator<StoredResponse> {
  let last: { relationshipId: string; id: string } | undefined
  for (;;) {
    const page = await db.response.findMany({
      where: {
        workspaceId,
        waveId,
        ...(last && {
          OR: [
            { relationshipId: { gt: last.relationshipId } },
            { relationshipId: last.relationshipId, id: { gt: last.id } },
          ],
        }),
      },
      orderBy: [{ relationshipId: 'asc' }, { id: 'asc' }],
      take: PAGE,
      include: {
        assignment: {
          select: {
            invitation: { select: { participantId: true, participant: { select: { organizationId: true } } } },
          },
        },
      },
    })
    for (const { assignment, ...response } of page) {
      yield {
        id: response.id,
        relationshipId: response.relationshipId,
        side: response.side as StoredResponse['side'],
        function: response.function,
        language: response.language,
        participantId: assignment.invitation.participantId,
        organizationId: assignment.invitation.participant.organizationId,
        instrumentName: response.instrumentName,
        instrumentVersion: response.instrumentVersion,
        answers: response.answers as Answers,
        scores: response.scores as Scores,
        flags: response.flags as QualityFlag[],
        submittedAt: response.submittedAt,
      }
    }
    last = page.at(-1)
    if (page.length < PAGE) return
  }
}
