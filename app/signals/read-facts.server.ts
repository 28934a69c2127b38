import type { Db } from '#app/db/database.server'
import { groupBy } from '#app/db/group-by'
import { type PublishedWave, type ResultTable, readResultTables } from '#app/disclosure/read-results.server'
import { EVERYTHING } from '#app/people/find-reach.server'
import type { Audience } from '#app/studies/promise'
import type { Side } from '#app/trust/scored-response'
import type { Facts } from './facts'
import { readThresholds, type Thresholds } from './thresholds'

/** Waves back that rules look at: enough for a trend, few enough for a job over ten thousand relationships. */
const SEEN_WAVES = 6

/** What rules ask for: everything else of a wave is left where it is. */
export const INDICES = ['trust', 'trust_gap', 'voice', 'review_neglect', 'promise_keeping', 'unproductive', 'finance_1']
export const MEASURES = ['level', 'change', 'panel-change', 'trend'] as const

/** A study as signals need it. */
export interface SignalStudy {
  id: string
  name: string
  audience: Audience
  thresholds: Thresholds
  /** published ones, the first one first; those of new relationships alone are left out */
  waves: PublishedWave[]
}

/** Studies of a workspace that have published something. */
export async function readSignalStudies(db: Db, workspaceId: string, studyId?: string): Promise<SignalStudy[]> {
  const studies = await db.study.findMany({
    where: { workspaceId, ...(studyId && { id: studyId }) },
    include: {
      waves: {
        where: { workspaceId, state: 'published', kind: { not: 'onset' } },
        select: { id: true, number: true, kind: true, publishedAt: true, audience: true },
        orderBy: { number: 'asc' },
      },
    },
    orderBy: { id: 'asc' },
  })
  return studies.flatMap(({ id, name, signalThresholds, waves }) => {
    const newest = waves.at(-1)
    if (!newest) return []
    return [
      {
        ...{ id, name, audience: newest.audience as Audience, thresholds: readThresholds(signalThresholds) },
        waves: waves.map(({ publishedAt, audience: _, ...wave }) => ({
          ...wave,
          publishedAt: publishedAt ?? new Date(0),
        })),
      },
    ]
  })
}

interface Asked {
  workspaceId: string
  relationshipIds: readonly string[]
  at: Date
}

/** What is recorded about some relationships, by id: no value of a survey is among it. */
export async function readEvidence(db: Db, { workspaceId, relationshipIds, at }: Asked): Promise<Map<string, Facts>> {
  const where = { workspaceId, id: { in: [...relationshipIds] } }
  const relationships = await db.relationship.findMany({
    where: { ...where, workspaceId },
    select: { id: true, buyerOwnerId: true, supplierOwnerId: true },
  })
  const own = { workspaceId, relationshipId: { in: [...relationshipIds] } }
  const promises = await db.madePromise.findMany({ where: { ...own, workspaceId, madeOn: { lte: at } } })
  const contacts = await db.recordedContact.findMany({
    where: { ...own, workspaceId, deletedAt: null, happenedOn: { lte: at } },
    select: { relationshipId: true, kind: true, side: true, happenedOn: true, resolvedOn: true },
  })
  const entries = await db.evidenceEntry.findMany({
    where: { ...own, workspaceId, register: { in: ['ratings', 'owners'] }, deletedAt: null, beganOn: { lte: at } },
    select: { relationshipId: true, register: true, side: true, kind: true, text: true, beganOn: true },
    orderBy: [{ beganOn: 'asc' }, { createdAt: 'asc' }],
  })
  const entriesOf = groupBy(entries, ({ relationshipId }) => relationshipId)
  const told = (id: string, register: string) =>
    (entriesOf.get(id) ?? [])
      .filter((one) => one.register === register)
      .map(({ side, kind, text, beganOn }) => ({ side: side ?? '', kind: kind ?? '', text, beganOn }))
  const register = await readRegister(db, workspaceId, at)
  const promisesOf = groupBy(promises, ({ relationshipId }) => relationshipId)
  const contactsOf = groupBy(contacts, ({ relationshipId }) => relationshipId)
  return new Map(
    relationships.map(({ id, buyerOwnerId, supplierOwnerId }) => [
      id,
      {
        ...{ at, waves: [], register },
        owners: { buyer: buyerOwnerId !== null, supplier: supplierOwnerId !== null },
        promises: promisesOf.get(id) ?? [],
        contacts: contactsOf.get(id) ?? [],
        ...{ ratings: told(id, 'ratings'), ownerChanges: told(id, 'owners') },
      },
    ]),
  )
}

async function readRegister(db: Db, workspaceId: string, at: Date): Promise<Facts['register']> {
  const { _min, _max } = await db.recordedContact.aggregate({
    where: { workspaceId, deletedAt: null, happenedOn: { lte: at } },
    _min: { happenedOn: true },
    _max: { happenedOn: true },
  })
  return _min.happenedOn && _max.happenedOn ? { since: _min.happenedOn, newest: _max.happenedOn } : undefined
}

/**
 * Result tables of some relationships in the last waves of a study, by relationship, the first wave first.
 * @param ownSide with what the firm on this side alone is shown
 */
export async function readWaves(
  db: Db,
  { workspaceId, relationshipIds }: Omit<Asked, 'at'>,
  waves: readonly PublishedWave[],
  ownSide?: Side,
): Promise<Map<string, ResultTable[]>> {
  const tables = await readResultTables(db, {
    ...{ workspaceId, within: EVERYTHING, relationshipIds, indices: INDICES, measures: MEASURES },
    waves: waves.slice(-SEEN_WAVES),
    ...(ownSide && { ownSide }),
  })
  return groupBy(tables, ({ relationship }) => relationship.id)
}
