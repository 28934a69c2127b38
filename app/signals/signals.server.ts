import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'
import { pageWithin } from '#app/relationships/page-of'
import type { SeenLine } from './finding'
import { SIGNAL_KINDS, type SignalKind } from './signal-kinds'

export interface SignalFilter {
  kind: SignalKind | undefined
  isCleared: boolean
  /** only this relationship */
  relationshipId?: string | undefined
}

/** What an address asks of the list: `?kind=erosion&state=cleared`. */
export function readSignalFilter(url: string): SignalFilter {
  const { searchParams } = new URL(url)
  return {
    kind: SIGNAL_KINDS.find((one) => one === searchParams.get('kind')),
    isCleared: searchParams.get('state') === 'cleared',
  }
}

interface Reader {
  workspaceId: string
  within: Within
}

/** Signals within reach. What rests on a side's own values is shown to who works for that firm, and to nobody else. */
function whereOf({ workspaceId, within }: Reader, filter?: SignalFilter) {
  const { ownSideOf: firm } = within
  return {
    workspaceId,
    ...(filter && { clearedAt: filter.isCleared ? { not: null } : null }),
    ...(filter?.kind && { kind: filter.kind }),
    ...(filter?.relationshipId && { relationshipId: filter.relationshipId }),
    AND: [
      within === EVERYTHING ? {} : { relationship: within.relationships },
      {
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
    ],
  } satisfies Prisma.SignalWhereInput
}

const firm = { select: { name: true } } as const
const WITH_NAMES = {
  relationship: { select: { code: true, buyer: firm, supplier: firm, buyerOwner: firm, supplierOwner: firm } },
  study: { select: { id: true, name: true } },
  interventions: { select: { id: true, state: true, dueOn: true } },
} as const

type Row = Prisma.SignalGetPayload<{ include: typeof WITH_NAMES }>

function viewOf({ relationship, study, interventions, ...row }: Row) {
  const { id, relationshipId, kind, side, severity, word, ownerSide, sinceAt, raisedAt, clearedAt, clearedWord } = row
  const owner = (ownerSide === 'buyer' ? relationship.buyerOwner : relationship.supplierOwner)?.name ?? null
  return {
    ...{ id, relationshipId, kind, side, severity, word, ownerSide, owner, sinceAt, raisedAt, clearedAt, clearedWord },
    lines: row.lines as unknown as SeenLine[],
    raisedLines: row.raisedLines as unknown as SeenLine[],
    ...{ code: relationship.code, buyerName: relationship.buyer.name, supplierName: relationship.supplier.name },
    ...{ studyId: study?.id ?? null, studyName: study?.name ?? null },
    openInterventions: interventions.filter(({ state }) => state === 'open').length,
    isSubjectPromise: row.subject !== '',
  }
}
export type SignalView = ReturnType<typeof viewOf>

const GRAVEST_FIRST: Prisma.SignalOrderByWithRelationInput[] = [
  { severity: 'desc' },
  { raisedAt: 'desc' },
  { id: 'desc' },
]

/** A page of signals: open ones the gravest first, cleared ones the last cleared first. */
export async function listSignals(db: Db, reader: Reader, filter: SignalFilter, asked: number) {
  const { workspaceId } = reader
  const where = whereOf(reader, filter)
  const total = await db.signal.count({ where: { ...where, workspaceId } })
  const { page, range } = pageWithin(asked, total)
  const rows = await db.signal.findMany({
    where: { ...where, workspaceId },
    include: WITH_NAMES,
    orderBy: filter.isCleared ? [{ clearedAt: 'desc' }, { id: 'desc' }] : GRAVEST_FIRST,
    ...range,
  })
  return { total, page, rows: rows.map(viewOf) }
}

/** How many are open, of each kind, and the gravest of them; of one relationship where it is named. */
export async function summarizeSignals(db: Db, reader: Reader, most: number, relationshipId?: string) {
  const { workspaceId } = reader
  const where = whereOf(reader, { kind: undefined, isCleared: false, relationshipId })
  const [counts, rows] = await Promise.all([
    countSignals(db, workspaceId, where),
    db.signal.findMany({
      where: { ...where, workspaceId },
      include: WITH_NAMES,
      orderBy: GRAVEST_FIRST,
      take: most,
    }),
  ])
  return { total: counts.reduce((sum, { count }) => sum + count, 0), counts, rows: rows.map(viewOf) }
}

/** How many signals there are of each kind. */
async function countSignals(db: Db, workspaceId: string, where: Prisma.SignalWhereInput) {
  const rows = await db.signal.groupBy({
    by: ['kind', 'severity'],
    where: { ...where, workspaceId },
    _count: { _all: true },
    orderBy: [{ severity: 'desc' }, { kind: 'asc' }],
  })
  return rows.map(({ kind, severity, _count }) => ({ kind, severity, count: _count._all }))
}

/** How many were raised and cleared since a moment. */
export async function countSince(db: Db, reader: Reader, since: Date): Promise<{ raised: number; cleared: number }> {
  const { workspaceId } = reader
  const where = whereOf(reader)
  const [raised, cleared] = await Promise.all([
    db.signal.count({ where: { ...where, workspaceId, raisedAt: { gte: since } } }),
    db.signal.count({ where: { ...where, workspaceId, clearedAt: { gte: since } } }),
  ])
  return { raised, cleared }
}

/** @returns undefined for what is not there, or not within reach */
export async function findSignal(db: Db, reader: Reader, id: string): Promise<SignalView | undefined> {
  const { workspaceId } = reader
  const row = await db.signal.findFirst({ where: { ...whereOf(reader), workspaceId, id }, include: WITH_NAMES })
  return row ? viewOf(row) : undefined
}

/** Signals raised in a span, for the digest: names and kinds, no numbers. */
export async function listRaised(db: Db, reader: Reader, span: { from: Date; until: Date }) {
  const { workspaceId } = reader
  const rows = await db.signal.findMany({
    where: {
      ...whereOf(reader, { kind: undefined, isCleared: false }),
      workspaceId,
      raisedAt: { gt: span.from, lte: span.until },
    },
    select: { kind: true, relationship: { select: { buyer: firm, supplier: firm } } },
    orderBy: [{ severity: 'desc' }, { id: 'asc' }],
  })
  return rows.map(({ kind, relationship }) => ({
    ...{ kind, buyerName: relationship.buyer.name, supplierName: relationship.supplier.name },
  }))
}

/** All signals that a filter lets through, for a file; read in portions. */
export async function* readSignals(db: Db, reader: Reader, filter: SignalFilter): AsyncGenerator<SignalView> {
  for (let page = 1; ; page++) {
    const list = await listSignals(db, reader, filter, page)
    if (list.page < page) return
    yield* list.rows
  }
}
