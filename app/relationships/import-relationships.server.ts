import type { Db } from '#app/db/database.server'
import { checkTerms } from './check-terms'
import type { ImportRow } from './import-columns'
import { readOrganizations } from './import-organizations.server'
import { readParticipants } from './import-participants.server'
import { type ImportProblem, type ParsedImport, type ParsedLine, shorten } from './parse-import'
import type { ImportPlan } from './plan-import.server'
import {
  type RelationshipContent,
  readStoredRelationships,
  type StoredRelationship,
} from './stored-relationships.server'
import { writeRelationships } from './write-relationships.server'

type Row = ImportRow<'relationships'>

export async function planRelationships(
  db: Db,
  workspaceId: string,
  { columns, lines, problems }: ParsedImport<'relationships'>,
): Promise<ImportPlan> {
  const organizations = await readOrganizations(
    db,
    workspaceId,
    lines.flatMap(({ row }) => [row.buyer, row.supplier]),
  )
  const participants = await readParticipants(
    db,
    workspaceId,
    lines.flatMap(({ row }) => peopleIn(row)),
  )
  const relationships = await readStoredRelationships(
    db,
    workspaceId,
    lines.map(({ row }) => row.code),
  )
  const known = { columns, organizations, participants }
  const found: ImportProblem[] = [...problems]
  const planned = lines.flatMap((one) => {
    const stored = relationships.get(one.row.code)
    const resolved = resolve(one, known, stored)
    if ('problems' in resolved) {
      found.push(...resolved.problems)
      return []
    }
    const isSame = stored && describe(stored.content) === describe(resolved.content)
    const state = !stored ? ('new' as const) : isSame ? ('unchanged' as const) : ('changed' as const)
    return [{ line: one.line, state, key: one.row.code, id: stored?.id, content: resolved.content }]
  })
  return { lines: planned, problems: found, apply: (tx) => writeRelationships(tx, workspaceId, planned) }
}

function peopleIn(row: Row): string[] {
  return [row.buyer_owner, row.supplier_owner, ...row.participants].filter((email) => email !== null)
}

const COLUMN_OF = { currency: 'currency', renewalOn: 'renewal_on' } as const

interface Known {
  columns: ReadonlySet<string>
  organizations: Awaited<ReturnType<typeof readOrganizations>>
  participants: Awaited<ReturnType<typeof readParticipants>>
}

/**
 * Codes and e-mails of a line as ids; every one that leads nowhere, or to the wrong firm, is a problem. What the file has
 * no column for stays as it is stored.
 */
function resolve(
  { line, row }: ParsedLine<Row>,
  { columns, organizations, participants }: Known,
  stored: StoredRelationship | undefined,
): { content: RelationshipContent } | { problems: ImportProblem[] } {
  const problems: ImportProblem[] = []
  const report = (column: string, code: string, value: string) => {
    const found = shorten(value)
    problems.push({ line, column, code: `imports.problem.${code}`, values: { value: found }, found })
  }
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
  if (stored && (stored.content.buyerId !== buyerId || stored.content.supplierId !== supplierId)) {
    if (stored.isInStudy) report('buyer', 'firms-are-fixed', row.buyer)
    // people that the file does not name again would stay, and belong to a firm that is no side of it any more
    const unnamed = ['buyer_owner', 'supplier_owner', 'participants'].filter((column) => !columns.has(column))
    if (unnamed.length > 0) report('buyer', 'people-of-firms', row.buyer)
  }
  if (!buyerId || !supplierId || problems.length > 0) return { problems }
  const kept = <Value>(column: string, value: Value, before: Value | undefined): Value =>
    columns.has(column) || before === undefined ? value : before
  const before = stored?.content
  const content = {
    buyerId,
    supplierId,
    category: kept('category', row.category, before?.category),
    annualSpend: kept('annual_spend', row.annual_spend, before?.annualSpend),
    currency: kept('currency', row.currency, before?.currency),
    startedOn: kept('started_on', row.started_on, before?.startedOn),
    renewalOn: kept('renewal_on', row.renewal_on, before?.renewalOn),
    buyerOwnerId: kept('buyer_owner', buyerOwnerId, before?.buyerOwnerId),
    supplierOwnerId: kept('supplier_owner', supplierOwnerId, before?.supplierOwnerId),
    informants: kept('participants', informants, before?.informants),
  }
  for (const { field, code } of checkTerms(content)) report(COLUMN_OF[field], code, '')
  return problems.length > 0 ? { problems } : { content }
}

/** The same text for the same content, however it was written (1000 and 1000.00, any order of people). */
function describe({ annualSpend, startedOn, renewalOn, informants, ...content }: RelationshipContent): string {
  const days = [startedOn, renewalOn].map((date) => date?.toISOString().slice(0, 10) ?? null)
  const spend = annualSpend === null ? null : Number(annualSpend)
  const { buyerId, supplierId, category, currency, buyerOwnerId, supplierOwnerId } = content
  const rest = [buyerId, supplierId, category, currency, buyerOwnerId, supplierOwnerId]
  return JSON.stringify([rest, spend, days, informants.toSorted()])
}
