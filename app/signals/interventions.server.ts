import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'
import { pageWithin } from '#app/relationships/page-of'
import type { InterventionForm } from './intervention-form'

interface Reader {
  workspaceId: string
  within: Within
}

/** Interventions within reach; who may not see a signal sees nothing of what is done about it. */
function whereOf({ workspaceId, within }: Reader) {
  const { ownSideOf: firm } = within
  return {
    workspaceId,
    AND: [
      within === EVERYTHING ? {} : { relationship: within.relationships },
      {
        signal: {
          OR: [
            { seenBy: 'all' },
            ...(firm
              ? [
                  { seenBy: 'buyer', relationship: { buyerId: firm } },
                  { seenBy: 'supplier', relationship: { supplierId: firm } },
                ]
              : []),
          ],
        },
      },
    ],
  } satisfies Prisma.InterventionWhereInput
}

const firm = { select: { name: true } } as const

interface Of {
  signalId?: string
  relationshipId?: string
  /** only those that still run */
  state?: 'open'
}

/** A page of interventions: open ones first, the next due first. */
export async function listInterventions(db: Db, reader: Reader, asked: number, of: Of = {}) {
  const { workspaceId } = reader
  const where = { ...whereOf(reader), ...of }
  const total = await db.intervention.count({ where: { ...where, workspaceId } })
  const { page, range } = pageWithin(asked, total)
  const rows = await db.intervention.findMany({
    where: { ...where, workspaceId },
    include: {
      signal: { select: { kind: true } },
      relationship: { select: { buyer: firm, supplier: firm } },
    },
    orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { dueOn: 'asc' }, { id: 'asc' }],
    ...range,
  })
  return {
    ...{ total, page },
    rows: rows.map(
      ({ id, signalId: of, text, responsible, dueOn, state, outcome, closedAt, signal, relationship }) => ({
        ...{ id, signalId: of, text, responsible, dueOn, state, outcome, closedAt, kind: signal.kind },
        ...{ buyerName: relationship.buyer.name, supplierName: relationship.supplier.name },
      }),
    ),
  }
}
export type ListedIntervention = Awaited<ReturnType<typeof listInterventions>>['rows'][number]

/** @returns its id */
export async function openIntervention(
  db: Db,
  { workspaceId, signalId, relationshipId }: { workspaceId: string; signalId: string; relationshipId: string },
  { dueOn, ...form }: InterventionForm,
): Promise<string> {
  if (!dueOn) throw new Error('the form lets no intervention without a day through')
  return (await db.intervention.create({ data: { workspaceId, signalId, relationshipId, dueOn, ...form } })).id
}

/** Says what came of it. @returns false where the signal has no such intervention that is open */
export async function closeIntervention(
  db: Db,
  { workspaceId, signalId }: { workspaceId: string; signalId: string },
  { id, outcome }: { id: string; outcome: string },
  now: Date,
): Promise<boolean> {
  const closed = await db.intervention.updateMany({
    where: { workspaceId, signalId, id, state: 'open' },
    data: { state: 'done', outcome, closedAt: now },
  })
  return closed.count > 0
}
