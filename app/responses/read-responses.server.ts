import type { Db } from '#app/db/database.server'
import { Prisma } from '#app/db/generated/client'
import { loadAhead } from '#app/db/load-ahead'
import type { Answer } from '#app/instruments/answers'
import type { QualityFlag } from './quality-flags'
import { whoAnswered } from './who-answered.server'

const PAGE = 500
/** of its pages, so that a server with several processors reads two at once */
const AHEAD = 2

/** What was said about a relationship in a wave. */
export interface AnsweredRelationship {
  id: string
  buyerId: string
  supplierId: string
  /** as it was when the wave was published */
  category: Record<'buyer' | 'supplier', string>
  responses: StoredResponse[]
}

export interface StoredResponse {
  id: string
  side: 'buyer' | 'supplier'
  function: string
  language: string
  participantId: string
  organizationId: string
  instrumentName: string
  instrumentVersion: number
  flags: QualityFlag[]
  /** in the order in which they were asked for; null where the response has none */
  answers: readonly (Answer | null)[]
  /** as `answers` */
  scores: readonly (number | null)[]
}

interface Wanted {
  workspaceId: string
  waveId: string
  /** relationships come sorted by what it makes of their ids: those come in the order in which things were made */
  placeOf: (relationshipId: string) => string
  /** item ids */
  answers: readonly string[]
  /** score ids */
  scores: readonly string[]
}

/**
 * All responses of a wave, one relationship after the other, read in batches of relationships: memory stays flat however
 * many there are.
 */
export async function* streamWaveResponses(
  db: Db,
  { workspaceId, waveId, placeOf, answers, scores }: Wanted,
): AsyncGenerator<Iterable<AnsweredRelationship>> {
  const [found] = await db.$queryRaw<{ counts: string | null }[]>`
    SELECT json_agg(json_build_array(c.relationship_id, c.count))::text AS counts FROM (
      SELECT r.relationship_id, count(*) AS count FROM response r
      WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid GROUP BY r.relationship_id) AS c`
  const counted: [relationshipId: string, count: number][] = JSON.parse(found?.counts ?? '[]')
  const places = counted
    .map(([relationshipId, count]) => ({ relationshipId, count, place: placeOf(relationshipId) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
  const category = (side: 'buyer' | 'supplier') => Prisma.sql`(
    SELECT p.category FROM participation p WHERE p.workspace_id = ${workspaceId}::uuid AND p.wave_id = ${waveId}::uuid
      AND p.relationship_id = x.id AND p.side = ${side})`
  const read = async (relationshipIds: string[]) => {
    // One text for all, of what is wanted and without names: a database takes twice as long to write whole answers, and what
    // Prisma makes of rows takes most of the time of an export.
    const [found] = await db.$queryRaw<{ relationships: string | null }[]>`
      SELECT json_agg(json_build_array(
        x.id, x.buyer_id, x.supplier_id, ${category('buyer')}, ${category('supplier')}, (
          SELECT json_agg(json_build_array(
            r.id, r.side, r.function, r.language, who.person, who.firm, r.instrument_name, r.instrument_version, r.flags,
            ${valuesOf(Prisma.sql`r.answers`, answers)}, ${valuesOf(Prisma.sql`r.scores`, scores)}))
          FROM response r ${whoAnswered(workspaceId)}
          WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid AND r.relationship_id = x.id
        )))::text AS relationships
      FROM relationship x WHERE x.workspace_id = ${workspaceId}::uuid AND x.id = ANY(${relationshipIds}::uuid[])`
    return { relationshipIds, text: found?.relationships ?? '[]' }
  }
  // texts wait, and are taken apart when it is their turn: many small objects that live for long cost a lot of time
  for await (const { relationshipIds, text } of loadAhead(inPages(places), read, AHEAD))
    yield relationshipsOf(relationshipIds, JSON.parse(text))
}

/** One after the other as they are taken. @throws where one is missing: a file that lacks somebody's answers must not look whole */
function* relationshipsOf(ids: readonly string[], rows: readonly RelationshipRow[]): Generator<AnsweredRelationship> {
  const own = new Map(rows.map((row) => [row[0], row]))
  for (const id of ids) {
    const row = own.get(id)
    if (!row) throw new Error(`responses are about the relationship ${id}, which is not there`)
    yield relationshipOf(row)
  }
}

function valuesOf(column: Prisma.Sql, names: readonly string[]): Prisma.Sql {
  const values = names.map((name) => Prisma.sql`${column}->${name}::text`)
  return values.length > 0 ? Prisma.sql`ARRAY[${Prisma.join(values)}]` : Prisma.sql`'{}'::jsonb[]`
}

type ResponseRow = [
  ...[id: string, side: 'buyer' | 'supplier', own: string, language: string, participantId: string, firmId: string],
  ...[instrumentName: string, instrumentVersion: number, flags: QualityFlag[]],
  ...[answers: (Answer | null)[], scores: (number | null)[]],
]
type RelationshipRow = [
  ...[id: string, buyerId: string, supplierId: string, buyerCategory: string | null, supplierCategory: string | null],
  responses: ResponseRow[] | null,
]

function relationshipOf(row: RelationshipRow): AnsweredRelationship {
  const [id, buyerId, supplierId, buyer, supplier, responses] = row
  const category = { buyer: buyer ?? '', supplier: supplier ?? '' }
  return { id, buyerId, supplierId, category, responses: (responses ?? []).map(responseOf) }
}

/** By place: taking a row apart by a pattern is ten times as slow, and this is done for all that was ever answered. */
function responseOf(row: ResponseRow): StoredResponse {
  return {
    id: row[0],
    side: row[1],
    function: row[2],
    language: row[3],
    participantId: row[4],
    organizationId: row[5],
    instrumentName: row[6],
    instrumentVersion: row[7],
    flags: row[8],
    answers: row[9],
    scores: row[10],
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
