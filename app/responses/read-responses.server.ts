import type { Db } from '#app/db/database.server'
import { loadAhead } from '#app/db/load-ahead'
import type { Answers, Scores } from '#app/instruments/answers'
import type { QualityFlag } from './quality-flags'
import { whoAnswered } from './who-answered.server'

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
  const read = async (relationshipIds: string[]) => {
    const own = new Map(relationshipIds.map((id): [string, StoredResponse[]] => [id, []]))
    // One statement and one text for all: what Prisma makes of rows takes most of the time of an export.
    const [found] = await db.$queryRaw<{ rows: string | null }[]>`
      SELECT json_agg(one)::text AS rows FROM (
        SELECT r.id, r.relationship_id AS "relationshipId", r.side, r.function, r.language,
          who.person AS "participantId", who.firm AS "organizationId",
          r.instrument_name AS "instrumentName", r.instrument_version AS "instrumentVersion", r.answers, r.scores, r.flags
        FROM response r ${whoAnswered(workspaceId)}
        WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid
          AND r.relationship_id = ANY(${relationshipIds}::uuid[])
      ) AS one`
    const rows: StoredResponse[] = JSON.parse(found?.rows ?? '[]')
    for (const response of rows) own.get(response.relationshipId)?.push(response)
    return own.values()
  }
  for await (const some of loadAhead(inPages(places), read)) yield* some
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
