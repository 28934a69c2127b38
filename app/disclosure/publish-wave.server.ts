import type { PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { streamWaveResponses } from '#app/responses/read-responses.server'
import type { Audience } from '#app/studies/promise'
import { indexRelationship } from '#app/trust/index-relationship'
import { type ScoredResponse, SIDES, type Side } from '#app/trust/scored-response'
import { type ReleasedCell, release } from './release'

interface PublishWaveInput {
  workspaceId: string
  waveId: string
  now: Date
}

type PublishWaveResult = { ok: true; responses: number; cells: number } | { ok: false; reason: 'not-closing' }

interface RelationshipTable {
  relationshipId: string
  cells: ReleasedCell[]
  answered: Record<Side, number>
}

/**
 * Publishing is a moment: the closed wave's scored responses are read once, relationship by relationship; what the
 * wave's promise allows is stored, and nothing else is. May be repeated at any time: a published wave is left alone.
 */
export async function publishWave(prisma: PrismaClient, input: PublishWaveInput): Promise<PublishWaveResult> {
  const { workspaceId, waveId } = input
  const wave = await prisma.wave.findUnique({ where: { workspaceId_id: { workspaceId, id: waveId } } })
  if (wave?.state !== 'closing') return { ok: false, reason: 'not-closing' }
  const policy = { audience: wave.audience as Audience, minimumGroupSize: wave.minimumGroupSize }
  const invited = await countInvited(prisma, input)
  const tables = new Map<string, RelationshipTable>()
  let responses = 0
  for await (const [relationshipId, answers] of byRelationship(prisma, input)) {
    responses += answers.length
    tables.set(relationshipId, makeTable(relationshipId, answers, policy))
  }
  // a relationship that nobody answered has a table too: its cells are withheld like all others
  for (const relationshipId of invited.keys())
    if (!tables.has(relationshipId)) tables.set(relationshipId, makeTable(relationshipId, [], policy))

  const cells = [...tables.values()].flatMap((table) => table.cells.map((cell) => toRow(input, table, cell)))
  const participation = [...tables.values()].flatMap(({ relationshipId, answered }) =>
    SIDES.map((side) => ({
      workspaceId,
      waveId,
      relationshipId,
      side,
      invited: invited.get(relationshipId)?.[side] ?? 0,
      answered: answered[side],
    })),
  )
  return prisma.$transaction(
    async (tx) => {
      // first the state: of two publications at once the second waits here and finds the wave published
      const published = await tx.wave.updateMany({
        where: { workspaceId, id: waveId, state: 'closing' },
        data: { state: 'published', publishedAt: input.now },
      })
      if (published.count === 0) return { ok: false, reason: 'not-closing' }
      for (const batch of inBatches(cells, 2000)) await tx.releasedCell.createMany({ data: batch })
      for (const batch of inBatches(participation, 2000)) await tx.participation.createMany({ data: batch })
      return { ok: true, responses, cells: cells.length }
    },
    { timeout: 300_000, maxWait: 60_000 },
  )
}

function makeTable(
  relationshipId: string,
  answers: ScoredResponse[],
  policy: { audience: Audience; minimumGroupSize: number },
) {
  const countOf = (side: Side) => answers.filter((answer) => answer.side === side).length
  return {
    relationshipId,
    cells: release(indexRelationship(answers), policy),
    answered: { buyer: countOf('buyer'), supplier: countOf('supplier') },
  }
}

/** The stream of responses, which comes ordered by relationship, cut where the relationship changes. */
async function* byRelationship(prisma: PrismaClient, { workspaceId, waveId }: PublishWaveInput) {
  let current: string | undefined
  let answers: ScoredResponse[] = []
  for await (const response of streamWaveResponses(prisma, { workspaceId, waveId })) {
    if (current !== undefined && response.relationshipId !== current) {
      yield [current, answers] as const
      answers = []
    }
    current = response.relationshipId
    answers.push({ side: response.side, scores: response.scores })
  }
  if (current !== undefined) yield [current, answers] as const
}

async function countInvited(prisma: PrismaClient, { workspaceId, waveId }: PublishWaveInput) {
  const groups = await prisma.assignment.groupBy({
    by: ['relationshipId', 'side'],
    where: { workspaceId, waveId },
    _count: true,
  })
  const invited = new Map<string, Record<Side, number>>()
  for (const { relationshipId, side, _count } of groups) {
    const counts = invited.get(relationshipId) ?? { buyer: 0, supplier: 0 }
    invited.set(relationshipId, { ...counts, [side as Side]: _count })
  }
  return invited
}

function toRow({ workspaceId, waveId }: PublishWaveInput, { relationshipId }: RelationshipTable, cell: ReleasedCell) {
  const place = { workspaceId, waveId, relationshipId, side: cell.side, indexId: cell.index, status: cell.status }
  if (cell.status === 'withheld') return { ...place, reason: cell.reason }
  const { n, mean, sd, se, low, high } = cell
  return { ...place, n, mean, sd: sd ?? null, se: se ?? null, low: low ?? null, high: high ?? null }
}
