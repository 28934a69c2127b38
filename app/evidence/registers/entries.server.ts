import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { inPortions } from '#app/db/in-portions'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'
import { containsText } from '#app/relationships/contains-text'
import { type PageOf, pageWithin } from '#app/relationships/page-of'
import { cellText, type EntryValues, NUMBERS } from './entry'
import type { Register } from './register'

/** Entries that were taken away can be put back for so long. */
const UNDO_DAYS = 30
const AT_ONCE = 1000

/** An entry of a register about one relationship or firm. */
export interface EntryKey {
  workspaceId: string
  register: Register
  subjectId: string
}

/** What of a register is asked for: a single relationship or firm, or all within somebody's reach. */
export interface EntryScope {
  workspaceId: string
  within: Within
  register: Register
  subjectId?: string | undefined
  search?: string | undefined
  /** chosen options, by field */
  only?: Partial<Record<'side' | 'kind' | 'outcome', string>>
}

/**
 * Firms whose figures somebody may see: whoever works for a firm those of this firm alone, for what it buys with how many
 * people is its own business; others those of all firms that they reach a relationship of.
 */
export function firmsWithin(workspaceId: string, within: Within): Prisma.OrganizationWhereInput {
  if (within === EVERYTHING) return {}
  if (within.ownSideOf) return { id: within.ownSideOf }
  const some = { some: { workspaceId, AND: [within.relationships] } }
  return { OR: [{ asBuyer: some }, { asSupplier: some }] }
}

/** A firm whose figures are within reach. */
export async function findFirmWithin(db: Db, workspaceId: string, within: Within, id: string) {
  const where = { workspaceId, id, AND: [firmsWithin(workspaceId, within)] }
  return (await db.organization.findFirst({ where: { ...where, workspaceId } })) ?? undefined
}

/** Firms by name, to choose the one whose figures are entered; a long list is cut. */
export function listFirmsWithin(db: Db, workspaceId: string, within: Within) {
  return db.organization.findMany({
    where: { workspaceId, AND: [firmsWithin(workspaceId, within)] },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
    take: MOST_FIRMS,
  })
}

const MOST_FIRMS = 200

function whereOf({ workspaceId, within, register, subjectId, search, only = {} }: EntryScope) {
  const isOfFirm = register.subject === 'organization'
  const contains = search ? containsText(search) : undefined
  const firm = { name: contains ?? {} }
  const reach = isOfFirm
    ? { organization: firmsWithin(workspaceId, within) }
    : within === EVERYTHING
      ? {}
      : { relationship: within.relationships }
  const found = isOfFirm
    ? [{ organization: { OR: [{ code: contains ?? {} }, firm] } }]
    : [{ relationship: { OR: [{ code: contains ?? {} }, { buyer: firm }, { supplier: firm }] } }]
  return {
    workspaceId,
    ...{ register: register.name, deletedAt: null, ...only },
    ...(subjectId && (isOfFirm ? { organizationId: subjectId } : { relationshipId: subjectId })),
    AND: [reach, contains ? { OR: [{ text: contains }, ...found] } : {}],
  } satisfies Prisma.EvidenceEntryWhereInput
}

const firm = { select: { id: true, name: true, code: true } } as const
const SUBJECT = {
  relationship: { select: { code: true, buyer: firm, supplier: firm } },
  organization: firm,
} as const

type Stored = Prisma.EvidenceEntryGetPayload<{ include: typeof SUBJECT }>

function valuesOf(row: Omit<Stored, 'relationship' | 'organization'>): EntryValues & { beganOn: Date } {
  const { side, kind, outcome, text, beganOn, endedOn, currency, unit } = row
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, row[name]?.toString() ?? null]))
  return {
    side,
    kind,
    outcome,
    text,
    beganOn,
    endedOn,
    currency,
    unit,
    ...(numbers as Record<'amount', string>),
  } as never
}

/** Whose entry it is: the names of both firms, or that of the one. */
function subjectOf({ relationshipId, organizationId, relationship, organization }: Stored) {
  if (organization && organizationId) {
    const { name, code } = organization
    return {
      subjectId: organizationId,
      code,
      buyerId: organizationId,
      buyerName: name,
      supplierName: '',
    }
  }
  if (!relationship || !relationshipId) throw new Error('an entry is about a relationship or a firm')
  const { code, buyer, supplier } = relationship
  const names = { buyerId: buyer.id, buyerName: buyer.name, supplierName: supplier.name }
  return { subjectId: relationshipId, code, ...names }
}

/** A page of a register, the newest entries first. */
export async function listEntries(db: Db, scope: EntryScope, asked: number) {
  const { workspaceId } = scope
  const where = whereOf(scope)
  const total = await db.evidenceEntry.count({ where: { ...where, workspaceId } })
  const { page, range } = pageWithin(asked, total)
  const rows = await db.evidenceEntry.findMany({
    where: { ...where, workspaceId },
    include: SUBJECT,
    orderBy: [{ beganOn: 'desc' }, { id: 'desc' }],
    ...range,
  })
  return {
    ...{ total, page },
    rows: rows.map((row) => ({ id: row.id, ...subjectOf(row), values: valuesOf(row) })),
  } satisfies PageOf<unknown>
}

export type ListedEntry = Awaited<ReturnType<typeof listEntries>>['rows'][number]

/** The entries of a scope by id, in portions. */
function readEntries(db: Db, scope: EntryScope): AsyncGenerator<Stored> {
  const { workspaceId } = scope
  return inPortions(AT_ONCE, (last) =>
    db.evidenceEntry.findMany({
      where: { ...whereOf(scope), workspaceId, ...(last && { id: { gt: last } }) },
      include: SUBJECT,
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    }),
  )
}

/** The register as its file has it. */
export async function* readEntryRows(db: Db, scope: EntryScope) {
  const { register } = scope
  for await (const row of readEntries(db, scope)) {
    const values = valuesOf(row)
    const cells = register.fields.map(({ name, column }) => [column, cellText(values[name])])
    yield { [register.subject]: subjectOf(row).code, ...Object.fromEntries(cells) } as Record<string, string>
  }
}

/** The entries of some relationships or firms, to compare a file with. */
export async function readEntriesOf(db: Db, workspaceId: string, register: Register, subjectIds: readonly string[]) {
  const ids = { in: [...subjectIds] }
  const about = register.subject === 'organization' ? { organizationId: ids } : { relationshipId: ids }
  const rows = await db.evidenceEntry.findMany({
    where: { workspaceId, register: register.name, deletedAt: null, ...about },
  })
  return rows.map((row) => ({
    ...{ id: row.id, values: valuesOf(row) },
    subjectId: row.organizationId ?? row.relationshipId ?? '',
  }))
}

/** How many entries there are in each register within reach, and the day of the newest. */
export async function countRegisters(db: Db, workspaceId: string, within: Within, registers: readonly Register[]) {
  const counted: { name: string; entries: number; newest: Date | null }[] = []
  for (const register of registers) {
    const { _count, _max } = await db.evidenceEntry.aggregate({
      where: { ...whereOf({ workspaceId, within, register }), workspaceId },
      _count: { _all: true },
      _max: { beganOn: true },
    })
    counted.push({ name: register.name, entries: _count._all, newest: _max.beganOn })
  }
  return counted
}

function subjectColumns({ register, subjectId }: EntryKey) {
  return register.subject === 'organization'
    ? { organizationId: subjectId, relationshipId: null }
    : { relationshipId: subjectId, organizationId: null }
}

/** @returns the values of an entry as a form has them; undefined where there is no such entry */
export async function findEntry(db: Db, key: EntryKey, id: string): Promise<Record<string, string> | undefined> {
  const { workspaceId, register } = key
  const row = await db.evidenceEntry.findFirst({
    where: { workspaceId, id, register: register.name, ...subjectColumns(key), deletedAt: null },
  })
  if (!row) return undefined
  const values = valuesOf(row)
  return { id, ...Object.fromEntries(register.fields.map(({ name }) => [name, cellText(values[name])])) }
}

/**
 * Records an entry, or changes one.
 * @param id of the entry that is changed
 * @returns its id; undefined where there is no such entry
 */
export async function saveEntry(
  db: Db,
  key: EntryKey,
  id: string | undefined,
  { beganOn, ...values }: EntryValues,
): Promise<string | undefined> {
  if (!beganOn) throw new Error('the form lets no entry without a day through')
  const { workspaceId, register } = key
  const own = { register: register.name, ...subjectColumns(key) }
  if (!id) return (await db.evidenceEntry.create({ data: { workspaceId, ...own, beganOn, ...values } })).id
  const changed = await db.evidenceEntry.updateMany({
    where: { workspaceId, id, ...own, deletedAt: null },
    data: { beganOn, ...values },
  })
  return changed.count > 0 ? id : undefined
}

/** Takes an entry away, or puts it back. @returns false where there is no such entry */
export async function changeEntry(
  db: Db,
  key: EntryKey,
  { id, intent }: { id: string; intent: 'delete' | 'restore' },
  now: Date,
): Promise<boolean> {
  const { workspaceId, register } = key
  const changed = await db.evidenceEntry.updateMany({
    where: {
      ...{ workspaceId, id, register: register.name, ...subjectColumns(key) },
      deletedAt: intent === 'restore' ? { not: null } : null,
    },
    data: { deletedAt: intent === 'restore' ? null : now },
  })
  return changed.count > 0
}

/** Deletes for good what was taken away long enough ago, over all workspaces. @returns how many entries */
export async function deleteOldEntries(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - UNDO_DAYS * 86_400_000)
  // over all workspaces: the worker's own look
  return (await acrossWorkspaces(() => db.evidenceEntry.deleteMany({ where: { deletedAt: { lt: before } } }))).count
}
