import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { SIDES } from '#app/trust/scored-response'
import { evaluateEvidence, evaluateOwnSide, evaluateStudy } from './evaluate'
import type { Facts } from './facts'
import { clearSignals, type Found, type KeptCount, keepSignals } from './keep-signals.server'
import { readEvidence, readSignalStudies, readWaves, type SignalStudy } from './read-facts.server'

const BATCH = 200

interface Refreshed {
  workspaceId: string
  now: Date
  /** only this one; all of the workspace unless told otherwise */
  relationshipId?: string
}

/**
 * Asks all rules for the moment, and raises, keeps and clears signals accordingly. May be called at any time: after a
 * publication, each day, and after something was recorded.
 */
export async function refreshSignals(
  prisma: PrismaClient,
  { workspaceId, now, relationshipId }: Refreshed,
): Promise<KeptCount> {
  const count: KeptCount = { raised: 0, cleared: 0 }
  const add = (one: KeptCount) => {
    count.raised += one.raised
    count.cleared += one.cleared
  }
  const only = relationshipId ? { id: relationshipId } : {}
  const all = await prisma.relationship.findMany({ where: { workspaceId, ...only }, select: { id: true } })
  for (const ids of inBatches(
    all.map(({ id }) => id),
    BATCH,
  ))
    add(await refreshEvidence(prisma, { workspaceId, now, ids }))
  for (const study of await readSignalStudies(prisma, workspaceId)) {
    const asked = await prisma.studyRelationship.findMany({
      where: { workspaceId, studyId: study.id, ...(relationshipId && { relationshipId }) },
      select: { relationshipId: true },
    })
    const ids = asked.map((one) => one.relationshipId)
    for (const batch of inBatches(ids, BATCH)) add(await refreshStudy(prisma, study, { workspaceId, now, ids: batch }))
    add(await clearLeft(prisma, study, { workspaceId, now, relationshipId }))
  }
  return count
}

interface Batch {
  workspaceId: string
  now: Date
  ids: readonly string[]
}

function refreshEvidence(prisma: PrismaClient, { workspaceId, now, ids }: Batch): Promise<KeptCount> {
  return prisma.$transaction(async (tx) => {
    const evidence = await readEvidence(tx, { workspaceId, relationshipIds: ids, at: now })
    const found = foundIn(evidence, (facts) => evaluateEvidence(facts))
    return keepSignals(tx, { workspaceId, studyId: null, relationshipIds: ids, found, now })
  }, PATIENT)
}

const PATIENT = { timeout: 120_000, maxWait: 60_000 }

function refreshStudy(prisma: PrismaClient, study: SignalStudy, { workspaceId, now, ids }: Batch): Promise<KeptCount> {
  return prisma.$transaction(async (tx) => {
    const asked = { workspaceId, relationshipIds: ids, at: now }
    const evidence = await readEvidence(tx, asked)
    const withWaves = async (side?: 'buyer' | 'supplier') => {
      const tables = await readWaves(tx, asked, study.waves, side)
      return new Map([...evidence].map(([id, facts]) => [id, { ...facts, waves: tables.get(id) ?? [] }]))
    }
    const found = foundIn(await withWaves(), (facts) => evaluateStudy(facts, study.thresholds))
    if (study.audience === 'own-side')
      for (const side of SIDES) {
        const own = foundIn(await withWaves(side), (facts) => evaluateOwnSide(facts, study.thresholds, side))
        found.push(...own.map((one) => ({ ...one, seenBy: side })))
      }
    return keepSignals(tx, { workspaceId, studyId: study.id, relationshipIds: ids, found, now })
  }, PATIENT)
}

function foundIn(facts: ReadonlyMap<string, Facts>, evaluate: (facts: Facts) => Found['finding'][]): Found[] {
  return [...facts].flatMap(([relationshipId, own]) =>
    evaluate(own).map((finding) => ({ relationshipId, seenBy: 'all' as const, finding })),
  )
}

/** Signals of relationships that are no longer in their study. */
async function clearLeft(
  db: Db,
  study: SignalStudy,
  { workspaceId, now, relationshipId }: Omit<Batch, 'ids'> & { relationshipId: string | undefined },
): Promise<KeptCount> {
  const left = await db.signal.findMany({
    where: {
      ...{ workspaceId, studyId: study.id, clearedAt: null, ...(relationshipId && { relationshipId }) },
      relationship: { studies: { none: { workspaceId, studyId: study.id } } },
    },
    select: { id: true },
  })
  await clearSignals(db, { workspaceId, over: left.map(({ id }) => ({ id, word: 'left' })), now })
  return { raised: 0, cleared: left.length }
}
