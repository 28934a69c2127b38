import type { PrismaClient } from '#app/db/generated/client'
import { brokenConstraint } from './broken-constraint.server'
import { containsText } from './contains-text'
import { type PageOf, pageWithin } from './page-of'

const firm = { select: { name: true } } as const

export async function listRelationships(prisma: PrismaClient, workspaceId: string, search: string, asked: number) {
  const contains = containsText(search)
  const where = {
    workspaceId,
    ...(search && {
      OR: [{ code: contains }, { category: contains }, { buyer: { name: contains } }, { supplier: { name: contains } }],
    }),
  }
  const total = await prisma.relationship.count({ where: { ...where, workspaceId } })
  const { page, range } = pageWithin(asked, total)
  const rows = await prisma.relationship.findMany({
    where: { ...where, workspaceId },
    orderBy: { code: 'asc' },
    ...range,
    include: {
      buyer: firm,
      supplier: firm,
      buyerOwner: firm,
      supplierOwner: firm,
      _count: { select: { informants: true } },
    },
  })
  return {
    rows: rows.map((row) => ({
      id: row.id,
      code: row.code,
      buyerName: row.buyer.name,
      supplierName: row.supplier.name,
      category: row.category,
      annualSpend: row.annualSpend?.toNumber() ?? null,
      currency: row.currency,
      renewalOn: row.renewalOn,
      buyerOwner: row.buyerOwner?.name ?? null,
      supplierOwner: row.supplierOwner?.name ?? null,
      informants: row._count.informants,
    })),
    total,
    page,
  } satisfies PageOf<unknown>
}

export async function findRelationship(prisma: PrismaClient, workspaceId: string, id: string) {
  const found = await prisma.relationship.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    include: { buyer: firm, supplier: firm, informants: { select: { participantId: true } } },
  })
  if (!found) return undefined
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? ''
  return {
    id: found.id,
    code: found.code,
    buyerId: found.buyerId,
    supplierId: found.supplierId,
    buyerName: found.buyer.name,
    supplierName: found.supplier.name,
    category: found.category,
    annualSpend: found.annualSpend?.toString() ?? '',
    currency: found.currency ?? '',
    startedOn: day(found.startedOn),
    renewalOn: day(found.renewalOn),
    buyerOwnerId: found.buyerOwnerId ?? '',
    supplierOwnerId: found.supplierOwnerId ?? '',
    informants: found.informants.map((informant) => informant.participantId),
  }
}

/** People of the two firms of a relationship: they may own a side or answer for it. */
export function listPeopleOf(prisma: PrismaClient, workspaceId: string, organizationIds: string[]) {
  return prisma.participant.findMany({
    where: { workspaceId, organizationId: { in: organizationIds } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, email: true, function: true, organizationId: true, active: true },
  })
}

/** Only a relationship that nobody was ever asked about and that no study names can be deleted. */
export async function deleteRelationship(
  prisma: PrismaClient,
  workspaceId: string,
  id: string,
): Promise<{ ok: boolean }> {
  try {
    const deleted = await prisma.relationship.deleteMany({
      where: { workspaceId, id, assignments: { none: {} }, studies: { none: {} } },
    })
    return { ok: deleted.count > 0 }
  } catch (error) {
    if (brokenConstraint(error)) return { ok: false }
    throw error
  }
}
