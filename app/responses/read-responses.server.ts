import type { Db } from '#app/db/database.server'
import { Prisma } from '#app/db/generated/client'
import { loadAhead } from '#app/db/load-ahead'
import type { Answer } from '#app/instruments/answers'
import type { QualityFlag } from './quality-flags'
import { whoAnswered } from './who-answered.server'

const PAGE = 500
/** of its pages, so that a server with several processors reads two at once */
const AHEAD = 2
/** relationships, so that a list of all is never one answer of the database */
const COUNTED_AT_ONCE = 5000

interface Placed {
  id: string
  /** what `placeOf` made of the id */
  place: string
}

/** What was said about a relationship in a wave. */
export interface AnsweredRelationship extends Placed {
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
  /** relationships come sorted by what it makes of their ids, a word without blanks: ids come in the order in which things were made */
  placeOf: (relationshipId: string) => string
  /** item ids */
  answers: readonly string[]
  /** score ids */
  scores: readonly string[]
  /** relationships */
  countedAtOnce?: number
}

/**
 * All responses of a wave, one relationship after the other, read in batches of relationships: memory stays flat however
 * many there are.
 */
export async function* streamWaveResponses(
  db: Db,
  { workspaceId, waveId, placeOf, answers, scores, countedAtOnce = COUNTED_AT_ONCE }: Wanted,
): AsyncGenerator<Iterable<AnsweredRelationship>> {
  // texts take a third of what objects take, and this is kept for all relationships
  const places: string[] = []
  for await (const { id, count } of countResponses(db, { workspaceId, waveId, countedAtOnce }))
    places.push(`${placeOf(id)} ${id} ${count}`)
  places.sort()
  const category = (side: 'buyer' | 'supplier') => Prisma.sql`(
    SELECT p.category FROM participation p WHERE p.workspace_id = ${workspaceId}::uuid AND p.wave_id = ${waveId}::uuid
      AND p.relationship_id = x.id AND p.side = ${side})`
  const read = async (page: readonly Placed[]) => {
    const relationshipIds = page.map(({ id }) => id)
    // One text for each, of what is wanted and without names: a database takes twice as long to write whole answers, and what
    // Prisma makes of rows takes most of the time of an export.
    const texts = await db.$queryRaw<RelationshipText[]>`
      SELECT x.id, json_build_array(
        x.buyer_id, x.supplier_id, ${category('buyer')}, ${category('supplier')}, (
          SELECT json_agg(json_build_array(
            r.id, r.side, r.function, r.language, who.person, r.instrument_name, r.instrument_version, r.flags,
            ${valuesOf(Prisma.sql`r.answers`, answers)}, ${valuesOf(Prisma.sql`r.scores`, scores)}))
          FROM response r ${whoAnswered(workspaceId)}
          WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid AND r.relationship_id = x.id
        ))::text AS text
      FROM relationship x WHERE x.workspace_id = ${workspaceId}::uuid AND x.id = ANY(${relationshipIds}::uuid[])`
    return { page, texts }
  }
  // texts wait, and are taken apart when it is their turn: many small objects that live for long cost a lot of time
  for await (const { page, texts } of loadAhead(inPages(places), read, AHEAD)) yield relationshipsOf(page, texts)
}

interface RelationshipText {
  id: string
  /** a `RelationshipRow` */
  text: string
}

/** One after the other as they are taken. @throws where one is missing: a file that lacks somebody's answers must not look whole */
function* relationshipsOf(
  page: readonly Placed[],
  texts: readonly RelationshipText[],
): Generator<AnsweredRelationship> {
  const own = new Map(texts.map(({ id, text }) => [id, text]))
  for (const placed of page) {
    const text = own.get(placed.id)
    if (!text) throw new Error(`responses are about the relationship ${placed.id}, which is not there`)
    yield relationshipOf(placed, JSON.parse(text))
  }
}

function valuesOf(column: Prisma.Sql, names: readonly string[]): Prisma.Sql {
  const values = names.map((name) => Prisma.sql`${column}->${name}::text`)
  return values.length > 0 ? Prisma.sql`ARRAY[${Prisma.join(values)}]` : Prisma.sql`'{}'::jsonb[]`
}

type ResponseRow = [
  ...[id: string, side: 'buyer' | 'supplier', own: string, language: string, participantId: string],
  ...[instrumentName: string, instrumentVersion: number, flags: QualityFlag[]],
  ...[answers: (Answer | null)[], scores: (number | null)[]],
]
type RelationshipRow = [
  ...[buyerId: string, supplierId: string, buyerCategory: string | null, supplierCategory: string | null],
  responses: ResponseRow[] | null,
]

function relationshipOf(placed: Placed, row: RelationshipRow): AnsweredRelationship {
  const [buyerId, supplierId, buyer, supplier, responses] = row
  const category = { buyer: buyer ?? '', supplier: supplier ?? '' }
  return { ...placed, buyerId, supplierId, category, responses: (responses ?? []).map(responseOf) }
}

/** By place: taking a row apart by a pattern is ten times as slow, and this is done for all that was ever answered. */
function responseOf(row: ResponseRow): StoredResponse {
  return {
    id: row[0],
    side: row[1],
    function: row[2],
    language: row[3],
    participantId: row[4],
    instrumentName: row[5],
    instrumentVersion: row[6],
    flags: row[7],
    answers: row[8],
    scores: row[9],
  }
}

/** How often each relationship of the wave was answered about, some thousand relationships at a time. */
async function* countResponses(
  db: Db,
  { workspaceId, waveId, countedAtOnce }: { workspaceId: string; waveId: string; countedAtOnce: number },
): AsyncGenerator<{ id: string; count: number }> {
  let after = Prisma.empty
  for (;;) {
    const rows = await db.$queryRaw<{ id: string; count: number }[]>`
      SELECT r.relationship_id AS id, count(*)::int AS count FROM response r
      WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid ${after}
      GROUP BY r.relationship_id ORDER BY r.relationship_id LIMIT ${countedAtOnce}`
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = Prisma.sql`AND r.relationship_id > ${last.id}::uuid`
  }
}

/** As many relationships together as have a page of responses, at least one. */
function* inPages(places: readonly string[]): Generator<Placed[]> {
  let page: Placed[] = []
  let responses = 0
  for (const one of places) {
    const [place = '', id = '', count] = one.split(' ')
    if (page.length > 0 && responses + Number(count) > PAGE) {
      yield page
      page = []
      responses = 0
    }
    page.push({ id, place })
    responses += Number(count)
  }
  if (page.length > 0) yield page
}
