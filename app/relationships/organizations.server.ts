import type { PrismaClient } from '#app/db/generated/client'
import type { OrganizationForm } from './forms'
import { PAGE_SIZE, type PageOf } from './page-of'

export async function listOrganizations(prisma: PrismaClient, workspaceId: string, search: string, page: number) {
  const contains = { contains: search, mode: 'insensitive' } as const
  const where = { workspaceId, ...(search && { OR: [{ code: contains }, { name: contains }] }) }
  const rows = await prisma.organization.findMany({
    where: { ...where, workspaceId },
    orderBy: { code: 'asc' },
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
    include: { _count: { select: { participants: true, asBuyer: true, asSupplier: true } } },
  })
  const total = await prisma.organization.count({ where: { ...where, workspaceId } })
  return {
    rows: rows.map(({ id, code, name, _count }) => ({
      id,
      code,
      name,
      participants: _count.participants,
      relationships: _count.asBuyer + _count.asSupplier,
    })),
    total,
    page,
  } satisfies PageOf<unknown>
}

/** For select fields: all organizations by name. */
export function listOrganizationNames(prisma: PrismaClient, workspaceId: string) {
  return prisma.organization.findMany({
    where: { workspaceId },
    orderBy: { name: 'asc' },
    select: { id: true, code: true, name: true },
  })
}

export function findOrganization(prisma: PrismaClient, workspaceId: string, id: string) {
  return prisma.organization.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { id: true, code: true, name: true },
  })
}

type SaveResult = { ok: true; id: string } | { ok: false; field: 'code'; reason: 'code-taken' }

/** @param id undefined makes a new one */
export async function saveOrganization(
  prisma: PrismaClient,
  workspaceId: string,
  id: string | undefined,
  form: OrganizationForm,
): Promise<SaveResult> {
  const same = await prisma.organization.findUnique({ where: { workspaceId_code: { workspaceId, code: form.code } } })
  if (same && same.id !== id) return { ok: false, field: 'code', reason: 'code-taken' }
  const saved = id
    ? await prisma.organization.update({ where: { workspaceId_id: { workspaceId, id } }, data: form })
    : await prisma.organization.create({ data: { workspaceId, ...form } })
  return { ok: true, id: saved.id }
}

/** Only what nothing refers to can be deleted: answers must keep their firm. */
export async function deleteOrganization(
  prisma: PrismaClient,
  workspaceId: string,
  id: string,
): Promise<{ ok: boolean }> {
  const deleted = await prisma.organization.deleteMany({
    where: { workspaceId, id, participants: { none: {} }, asBuyer: { none: {} }, asSupplier: { none: {} } },
  })
  return { ok: deleted.count > 0 }
}
