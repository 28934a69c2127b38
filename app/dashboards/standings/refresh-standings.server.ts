import type { PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { type PublishedWave, readResultTables } from '#app/disclosure/read-results.server'
import { EVERYTHING } from '#app/people/find-reach.server'
import { SIDES, type Side } from '#app/trust/scored-response'
import { STANDING_INDICES, STANDING_MEASURES, standingOf } from './standing-of'

const BATCH = 250
const PATIENT = { timeout: 120_000, maxWait: 60_000 }

/**
 * Writes down how each relationship stands after the newest full wave of each study, so that pages can sort and page through
 * ten thousand of them. What was written for that wave is left alone: a published wave does not change.
 * @returns how many standings were written
 */
export async function refreshStandings(prisma: PrismaClient, workspaceId: string): Promise<number> {
  const studies = await prisma.study.findMany({
    where: { workspaceId },
    select: {
      id: true,
      waves: {
        where: { workspaceId, state: 'published', kind: 'full' },
        select: { id: true, number: true, kind: true, publishedAt: true, audience: true },
        orderBy: { number: 'desc' },
        take: 2,
      },
    },
  })
  let written = 0
  for (const { id: studyId, waves } of studies) {
    const [newest, before] = waves.map((wave) => ({ ...wave, publishedAt: wave.publishedAt ?? new Date(0) }))
    if (!newest) continue
    const done = await prisma.standing.findMany({
      // written before rankings needed to know how sure a value is, it is written again
      where: {
        ...{ workspaceId, studyId, waveId: newest.id, seenBy: 'all' },
        OR: [{ mutualTrust: null }, { trustPeople: { not: null } }],
      },
      select: { relationshipId: true },
    })
    const isDone = new Set(done.map(({ relationshipId }) => relationshipId))
    const asked = await prisma.participation.findMany({
      where: { workspaceId, waveId: newest.id, side: 'buyer' },
      select: { relationshipId: true },
    })
    const missing = asked.map(({ relationshipId }) => relationshipId).filter((id) => !isDone.has(id))
    const views: (Side | undefined)[] = newest.audience === 'own-side' ? [...SIDES, undefined] : [undefined]
    for (const ids of inBatches(missing, BATCH))
      for (const side of views)
        written += await writeStandings(prisma, { workspaceId, studyId, newest, before, ids, side })
    // of relationships that the newest wave did not ask about any more
    await prisma.standing.deleteMany({ where: { workspaceId, studyId, waveId: { not: newest.id } } })
  }
  return written
}

interface Asked {
  workspaceId: string
  studyId: string
  newest: PublishedWave
  before: PublishedWave | undefined
  ids: string[]
  /** whose own firm alone sees it; everybody where it is undefined */
  side: Side | undefined
}

function writeStandings(
  prisma: PrismaClient,
  { workspaceId, studyId, newest, before, ids, side }: Asked,
): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const tables = await readResultTables(tx, {
      ...{ workspaceId, within: EVERYTHING, relationshipIds: ids, waves: before ? [before, newest] : [newest] },
      ...{ indices: STANDING_INDICES, measures: STANDING_MEASURES },
      ...(side && { ownSide: side }),
    })
    const seenBy = side ?? 'all'
    const earlier = new Map(tables.filter(({ wave }) => wave.id !== newest.id).map((one) => [one.relationship.id, one]))
    await tx.standing.deleteMany({ where: { workspaceId, studyId, seenBy, relationshipId: { in: ids } } })
    const made = await tx.standing.createMany({
      data: tables
        .filter(({ wave }) => wave.id === newest.id)
        .map((table) => ({
          ...{ workspaceId, studyId, relationshipId: table.relationship.id, waveId: newest.id, seenBy },
          ...standingOf(table, earlier.get(table.relationship.id)),
        })),
      skipDuplicates: true,
    })
    return made.count
  }, PATIENT)
}
