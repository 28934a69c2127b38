import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { inPortions } from '#app/db/in-portions'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'
import { containsText } from '#app/relationships/contains-text'
import { type PageOf, pageWithin } from '#app/relationships/page-of'
import type { ContactForm } from './contact-form'
import type { ContactCount } from './contact-measures'

/** Entries that were taken away can be put back for so long. */
const UNDO_DAYS = 30
const AT_ONCE = 1000

interface Key {
  workspaceId: string
  relationshipId: string
}

/** What of the register is asked for: a single relationship, or all within somebody's reach. */
export interface ContactScope {
  workspaceId: string
  within: Within
  relationshipId?: string
  search?: string
}

function whereOf({ workspaceId, within, relationshipId, search }: ContactScope) {
  const contains = search ? containsText(search) : undefined
  const firm = { name: contains ?? {} }
  return {
    workspaceId,
    deletedAt: null,
    ...(relationshipId && { relationshipId }),
    AND: [
      within === EVERYTHING ? {} : { relationship: within.relationships },
      contains
        ? {
            OR: [
              { text: contains },
              { relationship: { OR: [{ code: contains }, { buyer: firm }, { supplier: firm }] } },
            ],
          }
        : {},
    ],
  } satisfies Prisma.RecordedContactWhereInput
}

const firm = { select: { name: true } } as const
const RELATIONSHIP = { select: { code: true, buyer: firm, supplier: firm } } as const

/** A page of the register, the newest entries first. */
export async function listContacts(db: Db, scope: ContactScope, asked: number) {
  const { workspaceId } = scope
  const where = { ...whereOf(scope), workspaceId }
  const total = await db.recordedContact.count({ where: { ...where, workspaceId } })
  const { page, range } = pageWithin(asked, total)
  const rows = await db.recordedContact.findMany({
    where: { ...where, workspaceId },
    include: { relationship: RELATIONSHIP },
    orderBy: [{ happenedOn: 'desc' }, { id: 'desc' }],
    ...range,
  })
  return {
    ...{ total, page },
    rows: rows.map(({ id, relationshipId, kind, side, text, happenedOn, resolvedOn, relationship, ...row }) => ({
      ...{ id, relationshipId, kind, side, text, happenedOn, resolvedOn, function: row.function },
      code: relationship.code,
      buyerName: relationship.buyer.name,
      supplierName: relationship.supplier.name,
    })),
  } satisfies PageOf<unknown>
}

export type ListedContact = Awaited<ReturnType<typeof listContacts>>['rows'][number]

/** The register as a file has it, the oldest entries first; read in portions. */
export async function* readContactRows(db: Db, scope: ContactScope) {
  const { workspaceId } = scope
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? ''
  const rows = inPortions(AT_ONCE, (last) =>
    db.recordedContact.findMany({
      where: { ...whereOf(scope), workspaceId, ...(last && { id: { gt: last } }) },
      include: { relationship: { select: { code: true } } },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    }),
  )
  for await (const row of rows)
    yield {
      ...{ relationship: row.relationship.code, kind: row.kind, side: row.side, function: row.function },
      ...{ happened_on: day(row.happenedOn), resolved_on: day(row.resolvedOn), text: row.text },
    }
}

/** How many entries there are of each kind, side and function, since a day where one is named. */
export async function countContacts(db: Db, scope: ContactScope, since?: Date): Promise<ContactCount[]> {
  const { workspaceId } = scope
  const rows = await db.recordedContact.groupBy({
    by: ['kind', 'side', 'function'],
    where: { ...whereOf(scope), workspaceId, ...(since && { happenedOn: { gte: since } }) },
    _count: { _all: true, resolvedOn: true },
    _max: { happenedOn: true },
  })
  return rows.map((row) => ({
    ...{ kind: row.kind, side: row.side, function: row.function },
    ...{ count: row._count._all, resolved: row._count.resolvedOn, newest: row._max.happenedOn },
  }))
}

/** How many entries there are, and the day of the newest. */
export async function countContactEntries(
  db: Db,
  scope: ContactScope,
): Promise<{ entries: number; newest: Date | null }> {
  const { workspaceId } = scope
  const { _count, _max } = await db.recordedContact.aggregate({
    where: { ...whereOf(scope), workspaceId },
    _count: { _all: true },
    _max: { happenedOn: true },
  })
  return { entries: _count._all, newest: _max.happenedOn }
}

export async function findContact(db: Db, { workspaceId, relationshipId }: Key, id: string) {
  return (
    (await db.recordedContact.findFirst({ where: { workspaceId, relationshipId, id, deletedAt: null } })) ?? undefined
  )
}

/**
 * Records an entry, or changes one.
 * @param id of the entry that is changed
 * @returns its id; undefined where the relationship has no such entry
 */
export async function saveContact(
  db: Db,
  { workspaceId, relationshipId }: Key,
  id: string | undefined,
  { happenedOn, ...form }: ContactForm,
): Promise<string | undefined> {
  if (!happenedOn) throw new Error('the form lets no entry without a day through')
  if (!id) return (await db.recordedContact.create({ data: { workspaceId, relationshipId, happenedOn, ...form } })).id
  const changed = await db.recordedContact.updateMany({
    where: { workspaceId, relationshipId, id, deletedAt: null },
    data: { happenedOn, ...form },
  })
  return changed.count > 0 ? id : undefined
}

/** Takes an entry away, puts it back, or marks it as settled today. @returns false where there is no such entry */
export async function changeContact(
  db: Db,
  { workspaceId, relationshipId }: Key,
  { id, intent }: { id: string; intent: 'delete' | 'restore' | 'resolve' },
  now: Date,
): Promise<boolean> {
  const today = new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`)
  const where = { workspaceId, relationshipId, id }
  const changed = await (intent === 'restore'
    ? db.recordedContact.updateMany({
        where: { ...where, workspaceId, deletedAt: { not: null } },
        data: { deletedAt: null },
      })
    : intent === 'delete'
      ? db.recordedContact.updateMany({ where: { ...where, workspaceId, deletedAt: null }, data: { deletedAt: now } })
      : db.recordedContact.updateMany({
          where: {
            ...{ ...where, workspaceId, deletedAt: null, resolvedOn: null },
            ...{ kind: { not: 'contact' }, happenedOn: { lte: today } },
          },
          data: { resolvedOn: today },
        }))
  return changed.count > 0
}

/** Deletes for good what was taken away long enough ago, over all workspaces. @returns how many entries */
export async function deleteOldContacts(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - UNDO_DAYS * 86_400_000)
  // over all workspaces: the worker's own look
  return (await acrossWorkspaces(() => db.recordedContact.deleteMany({ where: { deletedAt: { lt: before } } }))).count
}
