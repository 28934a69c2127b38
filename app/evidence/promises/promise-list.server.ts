import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { inPortions } from '#app/db/in-portions'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'
import { containsText } from '#app/relationships/contains-text'
import { type PageOf, pageWithin } from '#app/relationships/page-of'

const AT_ONCE = 1000

/** Promises of all relationships within somebody's reach. */
export interface PromiseScope {
  workspaceId: string
  within: Within
  search: string
}

function whereOf({ workspaceId, within, search }: PromiseScope) {
  const contains = search ? containsText(search) : undefined
  const firm = { name: contains ?? {} }
  const found = contains && [
    { text: contains },
    { relationship: { OR: [{ code: contains }, { buyer: firm }, { supplier: firm }] } },
  ]
  return {
    workspaceId,
    AND: [within === EVERYTHING ? {} : { relationship: within.relationships }, found ? { OR: found } : {}],
  } satisfies Prisma.MadePromiseWhereInput
}

const firm = { select: { name: true } } as const
const NAMES = { select: { code: true, buyer: firm, supplier: firm } } as const

/** A page of promises, the newest first. */
export async function listAllPromises(db: Db, scope: PromiseScope, asked: number) {
  const { workspaceId } = scope
  const where = { ...whereOf(scope), workspaceId }
  const total = await db.madePromise.count({ where: { ...where, workspaceId } })
  const { page, range } = pageWithin(asked, total)
  const rows = await db.madePromise.findMany({
    where: { ...where, workspaceId },
    include: { relationship: NAMES },
    orderBy: [{ madeOn: 'desc' }, { id: 'desc' }],
    ...range,
  })
  return {
    ...{ total, page },
    rows: rows.map(({ id, relationshipId, madeBy, text, madeFunction, keepFunction, madeOn, dueOn, ...row }) => ({
      ...{ id, relationshipId, madeBy, text, madeFunction, keepFunction, madeOn, dueOn, outcome: row.outcome },
      buyerName: row.relationship.buyer.name,
      supplierName: row.relationship.supplier.name,
    })),
  } satisfies PageOf<unknown>
}

export type ListedPromise = Awaited<ReturnType<typeof listAllPromises>>['rows'][number]

/** How many promises have which outcome, and how many open ones are past their day. */
export async function countPromises(
  db: Db,
  scope: PromiseScope,
  now: Date,
): Promise<{ outcomes: Record<string, number>; overdue: number }> {
  const { workspaceId } = scope
  const where = { ...whereOf(scope), workspaceId }
  const rows = await db.madePromise.groupBy({
    by: ['outcome'],
    where: { ...where, workspaceId },
    _count: { _all: true },
  })
  return {
    outcomes: Object.fromEntries(rows.map(({ outcome, _count }) => [outcome, _count._all])),
    overdue: await db.madePromise.count({ where: { ...where, workspaceId, outcome: 'open', dueOn: { lt: now } } }),
  }
}

/** Promises as a file has them, the oldest records first; read in portions. */
export async function* readPromiseRows(db: Db, scope: PromiseScope) {
  const { workspaceId } = scope
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? ''
  const rows = inPortions(AT_ONCE, (last) =>
    db.madePromise.findMany({
      where: { ...whereOf(scope), workspaceId, ...(last && { id: { gt: last } }) },
      include: { relationship: { select: { code: true } } },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    }),
  )
  for await (const row of rows) {
    const { relationship, madeBy, text, madeFunction, keepFunction, madeOn, dueOn, outcome, settledAt } = row
    yield {
      ...{ relationship: relationship.code, made_by: madeBy, promise: text },
      ...{ made_function: madeFunction, keep_function: keepFunction, made_on: day(madeOn), due_on: day(dueOn) },
      ...{ outcome, settled_on: day(settledAt) },
    }
  }
}
