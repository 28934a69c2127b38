import type { Db } from '#app/db/database.server'
import { Prisma } from '#app/db/generated/client'
import { EVERYTHING } from '#app/people/find-reach.server'
import { containsText } from '#app/relationships/contains-text'
import { type EntryScope, firmsWithin } from './entries.server'
import { type Entry, NUMBERS } from './entry'

/** Measures over more entries than these are computed when they are asked for: the list does not wait for them. */
export const MOST_MEASURED_AT_ONCE = 2000

/** Columns of the table that become a field of an entry by another name. */
const COLUMNS = {
  ...{ amount: 'amount', quantity: 'quantity', serviceCost: 'service_cost', qualityCost: 'quality_cost' },
  ...{ delayCost: 'delay_cost', administrationCost: 'administration_cost', coveredCost: 'covered_cost' },
  ...{ hours: 'hours', headCount: 'head_count', inspectionShare: 'inspection_share' },
} satisfies Record<(typeof NUMBERS)[number], string>

type Row = [
  id: string,
  subjectId: string,
  side: string | null,
  kind: string | null,
  outcome: string | null,
  text: string,
  beganOn: string,
  endedOn: string | null,
  currency: string | null,
  unit: string | null,
  ...numbers: (number | null)[],
]

/**
 * All entries of a scope, as measures read them, by id. The database writes them as one text: row by row, a hundred thousand
 * take twenty times as long.
 */
export async function readEntriesToMeasure(db: Db, scope: EntryScope): Promise<Entry[]> {
  const { workspaceId, within, register, subjectId, search, only = {} } = scope
  const subjects = await readSubjects(db, scope)
  const isOfFirm = register.subject === 'organization'
  const subject = Prisma.raw(isOfFirm ? 'organization_id' : 'relationship_id')
  const narrow = (column: 'side' | 'kind' | 'outcome') =>
    only[column] === undefined ? Prisma.empty : Prisma.sql`AND ${Prisma.raw(column)} = ${only[column]}`
  const isNarrow = subjectId !== undefined || within !== EVERYTHING
  const ids = isNarrow ? Prisma.sql`AND ${subject} = ANY(${[...subjects.keys()]}::uuid[])` : Prisma.empty
  const named = [...subjects].flatMap(([id, { isFound }]) => (isFound ? [id] : []))
  const found = search
    ? Prisma.sql`AND (text ILIKE ${`%${containsText(search).contains}%`} OR ${subject} = ANY(${named}::uuid[]))`
    : Prisma.empty
  const numbers = NUMBERS.map((name) => Prisma.raw(`${COLUMNS[name]}::float8`))
  const [written] = await db.$queryRaw<{ entries: string }[]>`
    SELECT coalesce(json_agg(json_build_array(id, ${subject}, side, kind, outcome, text, began_on, ended_on, currency, unit,
      ${Prisma.join(numbers)}) ORDER BY id), '[]')::text AS entries
    FROM evidence_entry
    WHERE workspace_id = ${workspaceId}::uuid AND register = ${register.name} AND deleted_at IS NULL
      ${narrow('side')} ${narrow('kind')} ${narrow('outcome')} ${ids} ${found}`
  const days = new Map<string, Date>()
  const dayOf = (text: string) => {
    const day = days.get(text) ?? new Date(text)
    days.set(text, day)
    return day
  }
  return (JSON.parse(written?.entries ?? '[]') as Row[]).flatMap((row) => {
    const [id, about, side, kind, outcome, text, beganOn, endedOn, currency, unit, ...values] = row
    const own = subjects.get(about)
    if (!own) return []
    const { buyerId, buyerName, supplierName } = own
    const entry: Record<string, unknown> = {
      ...{ id, subjectId: about, buyerId, buyerName, supplierName, side, kind, outcome, text, currency, unit },
      ...{ beganOn: dayOf(beganOn), endedOn: endedOn === null ? null : dayOf(endedOn) },
    }
    for (const [place, name] of NUMBERS.entries()) entry[name] = values[place] ?? null
    return [entry as unknown as Entry]
  })
}

interface Subject {
  buyerId: string
  buyerName: string
  supplierName: string
  /** whether its code or a name of it holds what is searched for */
  isFound: boolean
}

/** What entries within reach can be about, by id. */
async function readSubjects(db: Db, scope: EntryScope): Promise<Map<string, Subject>> {
  const { workspaceId, within, register, subjectId, search } = scope
  const contains = search ? containsText(search) : undefined
  const only = subjectId ? { id: subjectId } : {}
  if (register.subject === 'organization') {
    const where = { workspaceId, ...only, AND: [firmsWithin(workspaceId, within)] }
    const rows = await db.organization.findMany({ where: { ...where, workspaceId }, select: { id: true, name: true } })
    const found = await findIds(
      contains &&
        db.organization.findMany({
          where: { ...where, workspaceId, OR: [{ code: contains }, { name: contains }] },
          select: { id: true },
        }),
    )
    return new Map(
      rows.map(({ id, name }) => [id, { buyerId: id, buyerName: name, supplierName: '', isFound: found.has(id) }]),
    )
  }
  const where = { workspaceId, ...only, AND: within === EVERYTHING ? [] : [within.relationships] }
  const rows = await db.relationship.findMany({
    where: { ...where, workspaceId },
    select: { id: true, buyer: { select: { id: true, name: true } }, supplier: { select: { name: true } } },
  })
  const firm = { name: contains ?? {} }
  const found = await findIds(
    contains &&
      db.relationship.findMany({
        where: { ...where, workspaceId, OR: [{ code: contains }, { buyer: firm }, { supplier: firm }] },
        select: { id: true },
      }),
  )
  return new Map(
    rows.map(({ id, buyer, supplier }) => [
      id,
      { buyerId: buyer.id, buyerName: buyer.name, supplierName: supplier.name, isFound: found.has(id) },
    ]),
  )
}

async function findIds(rows: PromiseLike<{ id: string }[]> | undefined): Promise<Set<string>> {
  return new Set((await rows)?.map(({ id }) => id))
}
