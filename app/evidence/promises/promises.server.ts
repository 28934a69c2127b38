import type { Db } from '#app/db/database.server'
import type { OpenPromise } from '#app/instruments/fill-promises'
import type { PromiseForm } from './promise-form'

export interface RecordedPromise {
  id: string
  madeBy: string
  text: string
  madeFunction: string
  keepFunction: string
  madeOn: Date
  dueOn: Date | null
  outcome: string
  settledAt: Date | null
}

interface RelationshipKey {
  workspaceId: string
  relationshipId: string
}

/** All promises of a relationship: open ones first, the next due first. */
export async function listPromises(
  db: Db,
  { workspaceId, relationshipId }: RelationshipKey,
): Promise<RecordedPromise[]> {
  const rows = await db.madePromise.findMany({
    where: { workspaceId, relationshipId },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  })
  return [...rows.filter((row) => row.outcome === 'open'), ...rows.filter((row) => row.outcome !== 'open')]
}

/** @returns the id of the promise */
export async function recordPromise(
  db: Db,
  { workspaceId, relationshipId }: RelationshipKey,
  { madeOn, ...form }: PromiseForm,
): Promise<string> {
  if (!madeOn) throw new Error('the form lets no promise without a day through')
  return (await db.madePromise.create({ data: { workspaceId, relationshipId, madeOn, ...form } })).id
}

/** @returns false where the relationship has no such promise */
export async function settlePromise(
  db: Db,
  { workspaceId, relationshipId }: RelationshipKey,
  { id, outcome }: { id: string; outcome: string },
  now: Date,
): Promise<boolean> {
  const settled = await db.madePromise.updateMany({
    where: { workspaceId, relationshipId, id },
    data: { outcome, settledAt: outcome === 'open' ? null : now },
  })
  return settled.count > 0
}

export async function deletePromise(
  db: Db,
  { workspaceId, relationshipId }: RelationshipKey,
  id: string,
): Promise<boolean> {
  const deleted = await db.madePromise.deleteMany({ where: { workspaceId, relationshipId, id } })
  return deleted.count > 0
}

/**
 * What the partner of a side had promised and not yet settled when a wave opened. Promises that come or are settled while
 * the wave runs change no questionnaire.
 */
export async function findOpenPromises(
  db: Db,
  { workspaceId, relationshipId, side, at }: RelationshipKey & { side: 'buyer' | 'supplier'; at: Date },
): Promise<OpenPromise[]> {
  const rows = await db.madePromise.findMany({
    where: {
      workspaceId,
      relationshipId,
      madeBy: side === 'buyer' ? 'supplier' : 'buyer',
      createdAt: { lte: at },
      OR: [{ settledAt: null }, { settledAt: { gt: at } }],
    },
    orderBy: { id: 'asc' },
    take: MOST_ASKED,
    select: { id: true, text: true },
  })
  // names of form fields have no dashes
  return rows.map(({ id, text }) => ({ id: id.replaceAll('-', ''), text }))
}

/** More would make a questionnaire that nobody finishes; the oldest are asked about first. */
const MOST_ASKED = 12
