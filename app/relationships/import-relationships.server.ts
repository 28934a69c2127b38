import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'
import type { ImportRow } from './import-columns'
import { readOrganizations } from './import-organizations.server'
import { readParticipants } from './import-participants.server'
import type { ImportProblem, ParsedImport, ParsedLine } from './parse-import'
import type { ImportPlan } from './plan-import.server'

type Row = ImportRow<'relationships'>

export async function planRelationships(
  db: Db,
  workspaceId: string,
  { lines, problems }: ParsedImport<'relationships'>,
): Promise<ImportPlan> {
  const known = {
    organizations: await readOrganizations(
      db,
      workspaceId,
      lines.flatMap(({ row }) => [row.buyer, row.supplier]),
    ),
    participants: await readParticipants(
      db,
      workspaceId,
      lines.flatMap(({ row }) => peopleIn(row)),
    ),
    relationships: await readRelationships(
      db,
      workspaceId,
      lines.map(({ row }) => row.code),
    ),
  }
  const found: ImportProblem[] = [...problems]
  const planned = lines.flatMap((one) => {
    const resolved = resolve(one, known)
    if ('problems' in resolved) {
      found.push(...resolved.problems)
      return []
    }
    const stored = known.relationships.get(one.row.code)
    if (
      stored?.isAsked &&
      (stored.buyerId !== resolved.data.buyerId || stored.supplierId !== resolved.data.supplierId)
    ) {
      found.push({ line: one.line, column: 'buyer', code: 'imports.problem.firms-are-fixed' })
      return []
    }
    const fingerprint = describe(resolved.data, resolved.informants)
    const state = !stored
      ? ('new' as const)
      : stored.fingerprint === fingerprint
        ? ('unchanged' as const)
        : ('changed' as const)
    return [{ line: one.line, state, key: one.row.code, id: stored?.id, ...resolved }]
  })
  return {
    lines: planned,
    problems: found,
    apply: async (tx) => {
      const ids = new Map<string, string>()
      for (const batch of inBatches(
        planned.filter((one) => one.state === 'new'),
        1000,
      )) {
        const created = await tx.relationship.createManyAndReturn({
          data: batch.map(({ data }) => ({ workspaceId, ...data })),
          select: { id: true, code: true },
        })
        for (const { id, code } of created) ids.set(code, id)
      }
      for (const { state, id, key, data } of planned) {
        if (state !== 'changed' || !id) continue
        await tx.relationship.update({ where: { workspaceId_id: { workspaceId, id } }, data })
        await tx.informant.deleteMany({ where: { workspaceId, relationshipId: id } })
        ids.set(key, id)
      }
      const informants = planned.flatMap(({ key, informants }) => {
        const relationshipId = ids.get(key)
        return relationshipId ? informants.map((participantId) => ({ workspaceId, relationshipId, participantId })) : []
      })
      for (const batch of inBatches(informants, 5000)) await tx.informant.createMany({ data: batch })
    },
  }
}

function peopleIn(row: Row): string[] {
  return [row.buyer_owner, row.supplier_owner, ...row.participants].filter((email) => email !== null)
}

interface Known {
  organizations: Awaited<ReturnType<typeof readOrganizations>>
  participants: Awaited<ReturnType<typeof readParticipants>>
}

/** Codes and e-mails of a line as ids; every one that leads nowhere, or to the wrong firm, is a problem. */
function resolve({ line, row }: ParsedLine<Row>, { organizations, participants }: Known) {
  const problems: ImportProblem[] = []
  const report = (column: string, code: string, value: string) =>
    problems.push({ line, column, code: `imports.problem.${code}`, values: { value } })
  const buyerId = organizations.get(row.buyer)?.id
  const supplierId = organizations.get(row.supplier)?.id
  if (!buyerId) report('buyer', 'unknown-organization', row.buyer)
  if (!supplierId) report('supplier', 'unknown-organization', row.supplier)
  if (row.buyer === row.supplier) report('supplier', 'same-firm', row.supplier)
  const owner = (column: 'buyer_owner' | 'supplier_owner', organizationId: string | undefined) => {
    const email = row[column]
    if (email === null) return null
    const person = participants.get(email)
    if (!person) report(column, 'unknown-participant', email)
    else if (person.organizationId !== organizationId) report(column, 'other-firm', email)
    return person?.id ?? null
  }
  const buyerOwnerId = owner('buyer_owner', buyerId)
  const supplierOwnerId = owner('supplier_owner', supplierId)
  const informants = row.participants.flatMap((email) => {
    const person = participants.get(email)
    if (!person) report('participants', 'unknown-participant', email)
    else if (person.organizationId !== buyerId && person.organizationId !== supplierId)
      report('participants', 'other-firm', email)
    return person ? [person.id] : []
  })
  if (!buyerId || !supplierId || problems.length > 0) return { problems }
  const { code, category, annual_spend: annualSpend, currency, started_on: startedOn, renewal_on: renewalOn } = row
  const data = {
    code,
    buyerId,
    supplierId,
    category,
    annualSpend,
    currency,
    startedOn,
    renewalOn,
    buyerOwnerId,
    supplierOwnerId,
  }
  return { data, informants }
}

interface Comparable {
  buyerId: string
  supplierId: string
  category: string
  annualSpend: { toString(): string } | null
  currency: string | null
  startedOn: Date | null
  renewalOn: Date | null
  buyerOwnerId: string | null
  supplierOwnerId: string | null
}

/** The same text for the same content, however it was written (1000 and 1000.00, any order of people). */
function describe(data: Comparable, informants: string[]): string {
  const spend = data.annualSpend === null ? null : Number(data.annualSpend.toString())
  const days = [data.startedOn, data.renewalOn].map((date) => date?.toISOString().slice(0, 10) ?? null)
  return JSON.stringify([
    data.buyerId,
    data.supplierId,
    data.category,
    spend,
    data.currency,
    days,
    data.buyerOwnerId,
    data.supplierOwnerId,
    [...informants].sort(),
  ])
}

async function readRelationships(db: Db, workspaceId: string, codes: string[]) {
  const found = new Map<
    string,
    { id: string; buyerId: string; supplierId: string; isAsked: boolean; fingerprint: string }
  >()
  for (const batch of inBatches([...new Set(codes)], 2000)) {
    const rows = await db.relationship.findMany({
      where: { workspaceId, code: { in: batch } },
      include: { informants: { select: { participantId: true } }, _count: { select: { assignments: true } } },
    })
    for (const row of rows) {
      const informants = row.informants.map((informant) => informant.participantId)
      const { id, buyerId, supplierId } = row
      found.set(row.code, {
        id,
        buyerId,
        supplierId,
        isAsked: row._count.assignments > 0,
        fingerprint: describe(row, informants),
      })
    }
  }
  return found
}
