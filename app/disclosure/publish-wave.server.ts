import { v7 as makeId } from 'uuid'
import type { Prisma, PrismaClient, Wave } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { loadTemplate } from '#app/instruments/load-template.server'
import { scoreNames } from '#app/instruments/score-response'
import { readByRelationship, type StoredScores } from '#app/responses/read-scores.server'
import type { Audience } from '#app/studies/promise'
import { indicesAsked } from '#app/trust/indices'
import { SIDES, type Side } from '#app/trust/scored-response'
import { groupRule } from './policy'
import { makePoolCells, poolKey } from './pool-cells'
import { publishMeasurement } from './publish-measurement.server'
import { relationshipCells } from './relationship-cells'
import type { ReleasedCell } from './release'
import { makeWaveDecider } from './suppression/decide-wave'

/** Counts changes of how values are computed or kept back; stored with every value. */
const METHOD_VERSION = 2

interface WaveKey {
  workspaceId: string
  waveId: string
}

type PublishWaveResult = { ok: true; responses: number; cells: number } | { ok: false; reason: 'not-closing' }

interface Participation {
  relationshipId: string
  side: Side
  invited: number
  answered: number
}

/**
 * Publishing is a moment: the closed wave's scored responses are read once, relationship by relationship; what the
 * wave's promise allows is stored, and nothing else is. May be repeated at any time: a published wave is left alone, and
 * what an interrupted publication left behind is taken away first.
 */
export async function publishWave(
  prisma: PrismaClient,
  { now, ...key }: WaveKey & { now: Date },
): Promise<PublishWaveResult> {
  const { workspaceId, waveId } = key
  const wave = await prisma.wave.findUnique({ where: { workspaceId_id: { workspaceId, id: waveId } } })
  if (wave?.state !== 'closing') return { ok: false, reason: 'not-closing' }
  await prisma.releasedCell.deleteMany({ where: { workspaceId, waveId } })

  let cells = 0
  let batch: ReleasedCell[] = []
  const participation: Participation[] = []
  for await (const made of computeWave(prisma, key)) {
    participation.push(...made.participation)
    batch.push(...made.cells)
    if (batch.length < BATCH) continue
    cells += await storeCells(prisma, key, batch)
    batch = []
  }
  cells += await storeCells(prisma, key, batch)
  await publishMeasurement(prisma, key)
  const rows = participation.map((one) => ({ workspaceId, waveId, ...one }))
  const isPublished = await prisma.$transaction(
    async (tx) => {
      // first the state: of two publications at once the second waits here and finds the wave published
      const published = await tx.wave.updateMany({
        where: { workspaceId, id: waveId, state: 'closing' },
        data: { state: 'published', publishedAt: now },
      })
      if (published.count === 0) return false
      const stored = await tx.releasedCell.count({ where: { workspaceId, waveId } })
      if (stored !== cells) throw new Error('another publication of this wave runs at the same time')
      for (const some of inBatches(rows, 2000)) await tx.participation.createMany({ data: some })
      return true
    },
    { timeout: 300_000, maxWait: 60_000 },
  )
  if (!isPublished) return { ok: false, reason: 'not-closing' }
  return { ok: true, responses: participation.reduce((sum, { answered }) => sum + answered, 0), cells }
}

const BATCH = 5000

/**
 * Everything that a wave's promise allows to be shown, relationship by relationship, then the pools. Computes the same for
 * the same answers, whenever it is asked: what was published can be recomputed.
 */
export async function* computeWave(
  db: Prisma.TransactionClient,
  { workspaceId, waveId }: WaveKey,
): AsyncGenerator<{ cells: ReleasedCell[]; participation: Participation[] }> {
  const wave = await db.wave.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: waveId } },
    include: { study: true },
  })
  const policy = { audience: wave.audience as Audience, minimumGroupSize: wave.minimumGroupSize }
  const { instrumentName, instrumentVersion } = wave.study
  const { instrument } = await loadTemplate(db, { workspaceId, instrumentName, instrumentVersion })
  const indices = indicesAsked(scoreNames(instrument))
  const decider = makeWaveDecider(
    groupRule(policy),
    indices.map(({ id, scores: [score = ''], measure, isMeanOfScores }) => ({
      ...{ id, isPooled: isMeanOfScores },
      isIn: isMeanOfScores
        ? (scores) => typeof scores[score] === 'number'
        : (scores) => measure([scores]) !== undefined,
    })),
  )
  const pools = makePoolCells(indices, decider, policy)
  const [previous, beforePrevious] = (await findEarlierWaves(db, wave)).map((id) =>
    readByRelationship(db, { workspaceId, waveId: id }),
  )
  const current = readByRelationship(db, { workspaceId, waveId })
  for (const { id: relationshipId, invited, keys } of await readAsked(db, { workspaceId, waveId })) {
    const answers = bySide(await current.take(relationshipId))
    const earlier = previous && bySide(await previous.take(relationshipId))
    const decide = decider.decideRelationship({
      ...{ current: answers, pools: keys, previous: earlier ?? NOBODY },
      beforePrevious: beforePrevious ? bySide(await beforePrevious.take(relationshipId)) : NOBODY,
    })
    for (const side of SIDES) pools.add(side, keys[side], answers[side])
    yield {
      cells: relationshipCells({ relationshipId, current: answers, previous: earlier, indices, decide, policy }),
      participation: SIDES.map((side) => ({
        ...{ relationshipId, side },
        ...{ invited: invited[side], answered: answers[side].length },
      })),
    }
  }
  for (const cells of inBatches([...pools.cells()], BATCH)) yield { cells, participation: [] }
}

const NOBODY: Record<Side, StoredScores[]> = { buyer: [], supplier: [] }

function bySide(responses: readonly StoredScores[]): Record<Side, StoredScores[]> {
  const of = (side: Side) => responses.filter((response) => response.side === side)
  return { buyer: of('buyer'), supplier: of('supplier') }
}

/**
 * The two waves published before this one, the later one first. None from which more people were promised on, or to another
 * audience: a change told by this wave's promise would tell what that one withheld.
 */
async function findEarlierWaves(
  db: Prisma.TransactionClient,
  { workspaceId, studyId, number, audience, minimumGroupSize }: Wave,
): Promise<string[]> {
  const waves = await db.wave.findMany({
    where: { workspaceId, studyId, state: 'published', number: { lt: number } },
    orderBy: { number: 'desc' },
    take: 2,
  })
  const stricter = waves.findIndex((one) => one.audience !== audience || one.minimumGroupSize > minimumGroupSize)
  return waves.slice(0, stricter < 0 ? undefined : stricter).map(({ id }) => id)
}

interface AskedRelationship {
  id: string
  invited: Record<Side, number>
  /** keys of the pools that answers of each side go into */
  keys: Record<Side, string[]>
}

/** The relationships that a wave asked about, by id, with how many people were asked. */
async function readAsked(db: Prisma.TransactionClient, { workspaceId, waveId }: WaveKey): Promise<AskedRelationship[]> {
  const rows = await db.$queryRaw<
    { id: string; buyerId: string; supplierId: string; category: string; buyer: number; supplier: number }[]
  >`
    SELECT r.id, r.buyer_id AS "buyerId", r.supplier_id AS "supplierId", r.category,
           count(*) FILTER (WHERE a.side = 'buyer')::int AS buyer, count(*) FILTER (WHERE a.side = 'supplier')::int AS supplier
    FROM assignment a
    JOIN relationship r ON r.workspace_id = a.workspace_id AND r.id = a.relationship_id
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.wave_id = ${waveId}::uuid
    GROUP BY r.workspace_id, r.id
    ORDER BY r.id`
  return rows.map(({ id, buyerId, supplierId, category, buyer, supplier }) => {
    const keys = (target: string, rater: string) => [
      poolKey('portfolio', ''),
      poolKey('target-firm', target),
      poolKey('rater-firm', rater),
      ...(category === '' ? [] : [poolKey('category', category)]),
    ]
    const invited = { buyer, supplier }
    return { id, invited, keys: { buyer: keys(supplierId, buyerId), supplier: keys(buyerId, supplierId) } }
  })
}

async function storeCells(
  prisma: PrismaClient,
  { workspaceId, waveId }: WaveKey,
  cells: readonly ReleasedCell[],
): Promise<number> {
  if (cells.length === 0) return 0
  const rows = JSON.stringify(cells.map((cell) => ({ id: makeId(), ...cell })))
  await prisma.$transaction([
    // the database takes released cells from nobody else
    prisma.$executeRaw`SELECT set_config('thiqa.publishing', ${waveId}, true)`,
    prisma.$executeRaw`
      INSERT INTO released_cell (workspace_id, id, wave_id, scope, scope_key, relationship_id, side, function, measure,
        index_id, method_version, status, reason, n, n_to, mean, sd, se, low, high)
      SELECT w.workspace_id, c.id, w.id, c.scope, c."scopeKey",
        CASE c.scope WHEN 'relationship' THEN c."scopeKey"::uuid END, c.side, c.function, c.measure, c.index,
        ${METHOD_VERSION}, c.status, c.reason, c.n, c."nTo", c.mean, c.sd, c.se, c.low, c.high
      FROM jsonb_to_recordset(${rows}::text::jsonb) AS c(id uuid, scope text, "scopeKey" text, side text, function text,
        measure text, index text, status text, reason text, n int, "nTo" int, mean float8, sd float8, se float8,
        low float8, high float8)
      JOIN wave w ON w.workspace_id = ${workspaceId}::uuid AND w.id = ${waveId}::uuid`,
  ])
  return cells.length
}
