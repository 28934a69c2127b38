import type { Db } from '#app/db/database.server'
import { groupBy } from '#app/db/group-by'
import { inBatches } from '#app/db/in-batches'
import { readResultTables } from '#app/disclosure/read-results.server'
import type { Within } from '#app/people/find-reach.server'
import { type Replay, replay } from './back-test'
import { INDICES, MEASURES, readEvidence, type SignalStudy } from './read-facts.server'

const BATCH = 200

/** The rules of a study at each of its published waves, over the relationships within reach; read in portions. */
export async function runBackTest(
  db: Db,
  study: SignalStudy,
  { workspaceId, within, at }: { workspaceId: string; within: Within; at: Date },
): Promise<Replay> {
  const asked = await db.studyRelationship.findMany({
    where: { workspaceId, studyId: study.id, relationship: within.relationships },
    select: { relationshipId: true },
    orderBy: { id: 'asc' },
  })
  const days = await db.recordedContact.groupBy({
    by: ['happenedOn'],
    where: { workspaceId, deletedAt: null },
    orderBy: { happenedOn: 'asc' },
  })
  const registerDays = days.map(({ happenedOn }) => happenedOn)
  const all: Replay = { signals: [], steps: [] }
  for (const batch of inBatches(asked, BATCH)) {
    const relationshipIds = batch.map(({ relationshipId }) => relationshipId)
    const tables = await readResultTables(db, {
      ...{ workspaceId, within, relationshipIds, waves: study.waves },
      ...{ indices: [...INDICES, 'mutual_trust_mean'], measures: MEASURES },
    })
    const waves = groupBy(tables, ({ relationship }) => relationship.id)
    for (const [id, facts] of await readEvidence(db, { workspaceId, relationshipIds, at })) {
      const own = replay(id, { ...facts, waves: waves.get(id) ?? [] }, study.thresholds, registerDays)
      all.signals.push(...own.signals)
      all.steps.push(...own.steps)
    }
  }
  return all
}

/** Firms of the relationships that a list names, by id. */
export async function nameRelationships(db: Db, workspaceId: string, ids: readonly string[]) {
  const firm = { select: { name: true } } as const
  const rows = await db.relationship.findMany({
    where: { workspaceId, id: { in: [...new Set(ids)] } },
    select: { id: true, buyer: firm, supplier: firm },
  })
  return new Map(rows.map(({ id, buyer, supplier }) => [id, { buyerName: buyer.name, supplierName: supplier.name }]))
}
