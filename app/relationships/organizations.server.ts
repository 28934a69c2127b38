import type { PrismaClient } from '#app/db/generated/client'
import { brokenConstraint } from './broken-constraint.server'
import { containsText } from './contains-text'
import type { OrganizationForm } from './forms'
import { type PageOf, pageWithin } from './page-of'

export async function listOrganizations(prisma: PrismaClient, workspaceId: string, search: string, asked: number) {
  const contains = containsText(search)
  const where = { workspaceId, ...(search && { OR: [{ code: contains }, { name: contains }] }) }
  const total = await prisma.organization.count({ where: { ...where, workspaceId } })
  const { page, range } = pageWithin(asked, total)
  const rows = await prisma.organization.findMany({
    where: { ...where, workspaceId },
    orderBy: { code: 'asc' },
    ...range,
    include: { _count: { select: { participants: true, asBuyer: true, asSupplier: true } } },
  })
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
  try {
    const saved = id
      ? await prisma.organization.update({ where: { workspaceId_id: { workspaceId, id } }, data: form })
      : await prisma.organization.create({ data: { workspaceId, ...form } })
    return { ok: true, id: saved.id }
  } catch (error) {
    if (brokenConstraint(error) === 'unique') return { ok: false, field: 'code', reason: 'code-taken' }
    throw error
  }
}

/** Only what nothing refers to can be deleted: answers must keep their firm. */
export async function deleteOrganization(
  prisma: PrismaClient,
  workspaceId: string,
  id: string,
): Promise<{ ok: boolean }> {
  try {
    const deleted = await prisma.organization.deleteMany({
      where: { workspaceId, id, participants: { none: {} }, asBuyer: { none: {} }, asSupplier: { none: {} } },
    })
    return { ok: deleted.count > 0 }
  } catch (error) {
    if (brokenConstraint(error)) return { ok: false }
    throw error
  }
}
