import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { brokenConstraint } from './broken-constraint.server'
import type { RelationshipForm } from './forms'
import { recordOwnerChanges } from './record-owner-changes.server'
import { suggestCode } from './suggest-code'

type SaveResult =
  | { ok: true; id: string }
  | { ok: false; field: string; reason: 'code-taken' | 'unknown-organization' | 'not-of-this-firm' | 'firms-are-fixed' }

/**
 * Saves a relationship with its owners and the people who are asked about it. Without a code it keeps the one that it
 * has; a new one gets one made of those of its firms.
 * @param id undefined makes a new one
 */
export async function saveRelationship(
  prisma: PrismaClient,
  workspaceId: string,
  id: string | undefined,
  form: RelationshipForm,
): Promise<SaveResult> {
  try {
    return await prisma.$transaction((tx) => saveIn(tx, workspaceId, id, form))
  } catch (error) {
    const broken = brokenConstraint(error)
    if (broken === 'unique') return { ok: false, field: 'code', reason: 'code-taken' }
    if (broken === 'foreign-key') return { ok: false, field: 'buyerId', reason: 'unknown-organization' }
    throw error
  }
}

async function saveIn(
  tx: Db,
  workspaceId: string,
  id: string | undefined,
  { informants, ...form }: RelationshipForm,
): Promise<SaveResult> {
  const { buyerId, supplierId } = form
  const firms = await tx.organization.findMany({
    where: { workspaceId, id: { in: [buyerId, supplierId] } },
    select: { id: true, code: true },
  })
  const codeOf = new Map(firms.map((firm) => [firm.id, firm.code]))
  for (const field of ['buyerId', 'supplierId'] as const)
    if (!codeOf.has(form[field])) return { ok: false, field, reason: 'unknown-organization' }
  const current = id ? await readCurrent(tx, workspaceId, id) : undefined
  // a study's opt-ins and answers were given by the firms as they are
  if (current?.isInStudy && (current.buyerId !== buyerId || current.supplierId !== supplierId))
    return { ok: false, field: 'buyerId', reason: 'firms-are-fixed' }
  const stranger = await findStranger(tx, workspaceId, { ...form, informants })
  if (stranger) return { ok: false, field: stranger, reason: 'not-of-this-firm' }

  const wished = form.code || current?.code
  const code = wished || (await suggestFreeCode(tx, workspaceId, codeOf.get(buyerId), codeOf.get(supplierId)))
  const same = await tx.relationship.findUnique({ where: { workspaceId_code: { workspaceId, code } } })
  if (same && same.id !== id) return { ok: false, field: 'code', reason: 'code-taken' }
  const data = { ...form, code }
  if (id) await recordOwnerChanges(tx, workspaceId, [{ id, ...form }])
  const saved = id
    ? await tx.relationship.update({ where: { workspaceId_id: { workspaceId, id } }, data })
    : await tx.relationship.create({ data: { workspaceId, ...data } })
  await tx.informant.deleteMany({
    where: { workspaceId, relationshipId: saved.id, participantId: { notIn: informants } },
  })
  await tx.informant.createMany({
    data: informants.map((participantId) => ({ workspaceId, relationshipId: saved.id, participantId })),
    skipDuplicates: true,
  })
  return { ok: true, id: saved.id }
}

async function readCurrent(tx: Db, workspaceId: string, id: string) {
  const { code, buyerId, supplierId, _count } = await tx.relationship.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id } },
    select: { code: true, buyerId: true, supplierId: true, _count: { select: { assignments: true, studies: true } } },
  })
  return { code, buyerId, supplierId, isInStudy: _count.assignments + _count.studies > 0 }
}

/** The field that names somebody who does not belong to the firm of that side, or to either firm. */
async function findStranger(tx: Db, workspaceId: string, form: Omit<RelationshipForm, 'code'>) {
  const { buyerId, supplierId, buyerOwnerId, supplierOwnerId, informants } = form
  const named = [buyerOwnerId, supplierOwnerId, ...informants].filter((id) => id !== null)
  const people = await tx.participant.findMany({
    where: { workspaceId, organizationId: { in: [buyerId, supplierId] }, id: { in: named } },
    select: { id: true, organizationId: true },
  })
  const firmOf = new Map(people.map((person) => [person.id, person.organizationId]))
  if (buyerOwnerId && firmOf.get(buyerOwnerId) !== buyerId) return 'buyerOwnerId'
  if (supplierOwnerId && firmOf.get(supplierOwnerId) !== supplierId) return 'supplierOwnerId'
  return informants.some((id) => !firmOf.has(id)) ? 'informants' : undefined
}

async function suggestFreeCode(tx: Db, workspaceId: string, buyerCode = '', supplierCode = ''): Promise<string> {
  const start = suggestCode(buyerCode, supplierCode, new Set())
  const taken = await tx.relationship.findMany({
    where: { workspaceId, code: { startsWith: start } },
    select: { code: true },
  })
  return suggestCode(buyerCode, supplierCode, new Set(taken.map(({ code }) => code)))
}
