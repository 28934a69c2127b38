import type { PrismaClient } from '#app/db/generated/client'
import type { RelationshipForm } from './forms'
import { PAGE_SIZE, type PageOf } from './page-of'

const firm = { select: { name: true } } as const

export async function listRelationships(prisma: PrismaClient, workspaceId: string, search: string, page: number) {
  const contains = { contains: search, mode: 'insensitive' } as const
  const where = {
    workspaceId,
    ...(search && {
      OR: [{ code: contains }, { category: contains }, { buyer: { name: contains } }, { supplier: { name: contains } }],
    }),
  }
  const rows = await prisma.relationship.findMany({
    where: { ...where, workspaceId },
    orderBy: { code: 'asc' },
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
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
    total: await prisma.relationship.count({ where: { ...where, workspaceId } }),
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

type SaveResult =
  | { ok: true; id: string }
  | { ok: false; field: string; reason: 'code-taken' | 'unknown-organization' | 'not-of-this-firm' | 'firms-are-fixed' }

/** @param id undefined makes a new one */
export function saveRelationship(
  prisma: PrismaClient,
  workspaceId: string,
  id: string | undefined,
  form: RelationshipForm,
): Promise<SaveResult> {
  const { informants, ...data } = form
  return prisma.$transaction(async (tx): Promise<SaveResult> => {
    const same = await tx.relationship.findUnique({ where: { workspaceId_code: { workspaceId, code: form.code } } })
    if (same && same.id !== id) return { ok: false, field: 'code', reason: 'code-taken' }
    const firms = [form.buyerId, form.supplierId]
    if ((await tx.organization.count({ where: { workspaceId, id: { in: firms } } })) !== 2)
      return { ok: false, field: 'buyerId', reason: 'unknown-organization' }
    if (id) {
      const current = await tx.relationship.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id } } })
      const isMoved = current.buyerId !== form.buyerId || current.supplierId !== form.supplierId
      const isAsked = isMoved && (await tx.assignment.count({ where: { workspaceId, relationshipId: id } })) > 0
      if (isAsked) return { ok: false, field: 'buyerId', reason: 'firms-are-fixed' }
    }
    const people = await tx.participant.findMany({
      where: { workspaceId, organizationId: { in: firms } },
      select: { id: true, organizationId: true },
    })
    const organizationOf = new Map(people.map((person) => [person.id, person.organizationId]))
    for (const side of ['buyer', 'supplier'] as const) {
      const owner = form[`${side}OwnerId`]
      if (owner && organizationOf.get(owner) !== form[`${side}Id`])
        return { ok: false, field: `${side}OwnerId`, reason: 'not-of-this-firm' }
    }
    if (informants.some((participantId) => !organizationOf.has(participantId)))
      return { ok: false, field: 'informants', reason: 'not-of-this-firm' }
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
  })
}

/** Only a relationship that nobody was ever asked about and that no study names can be deleted. */
export async function deleteRelationship(
  prisma: PrismaClient,
  workspaceId: string,
  id: string,
): Promise<{ ok: boolean }> {
  const deleted = await prisma.relationship.deleteMany({
    where: { workspaceId, id, assignments: { none: {} }, studies: { none: {} } },
  })
  return { ok: deleted.count > 0 }
}
