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

/**
 * All responses of a wave, one relationship after the other, read in batches of relationships: memory stays flat however
 * many there are. Ids come in the order in which things were made, so the reader says what the order follows instead.
 * @param placeOf relationships come sorted by what it makes of their ids
 */
export async function* streamWaveResponses(
  db: Db,
  {
    workspaceId,
    waveId,
    placeOf,
  }: { workspaceId: string; waveId: string; placeOf: (relationshipId: string) => string },
): AsyncGenerator<StoredResponse[]> {
  const counted = await db.response.groupBy({
    by: ['relationshipId'],
    where: { workspaceId, waveId },
    _count: { _all: true },
  })
  const places = counted
    .map(({ relationshipId, _count }) => ({ relationshipId, count: _count._all, place: placeOf(relationshipId) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
  for (const relationshipIds of inPages(places)) {
    const own = new Map(relationshipIds.map((id): [string, StoredResponse[]] => [id, []]))
    const rows = await db.response.findMany({
      where: { workspaceId, waveId, relationshipId: { in: relationshipIds } },
      include: {
        assignment: {
          select: {
            invitation: { select: { participantId: true, participant: { select: { organizationId: true } } } },
          },
        },
      },
    })
    for (const { assignment, ...response } of rows)
      own.get(response.relationshipId)?.push({
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
      })
    yield* own.values()
  }
}

/** As many relationships together as have a page of responses, at least one. */
function* inPages(relationships: readonly { relationshipId: string; count: number }[]): Generator<string[]> {
  let page: string[] = []
  let responses = 0
  for (const { relationshipId, count } of relationships) {
    if (page.length > 0 && responses + count > PAGE) {
      yield page
      page = []
      responses = 0
    }
    page.push(relationshipId)
    responses += count
  }
  if (page.length > 0) yield page
}
