import type { PrismaClient } from '#app/db/generated/client'
import type { ParticipantForm } from './forms'
import { PAGE_SIZE, type PageOf } from './page-of'

export async function listParticipants(prisma: PrismaClient, workspaceId: string, search: string, page: number) {
  const contains = { contains: search, mode: 'insensitive' } as const
  const where = {
    workspaceId,
    ...(search && { OR: [{ email: contains }, { name: contains }, { organization: { name: contains } }] }),
  }
  const rows = await prisma.participant.findMany({
    where: { ...where, workspaceId },
    orderBy: { email: 'asc' },
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
    include: { organization: { select: { name: true } }, _count: { select: { informantOf: true } } },
  })
  return {
    rows: rows.map(({ id, email, name, language, function: workFunction, active, organization, _count }) => ({
      id,
      email,
      name,
      language,
      function: workFunction,
      active,
      organizationName: organization.name,
      relationships: _count.informantOf,
    })),
    total: await prisma.participant.count({ where: { ...where, workspaceId } }),
    page,
  } satisfies PageOf<unknown>
}

export function findParticipant(prisma: PrismaClient, workspaceId: string, id: string) {
  return prisma.participant.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { id: true, email: true, name: true, organizationId: true, language: true, function: true, active: true },
  })
}

type SaveResult =
  | { ok: true; id: string }
  | { ok: false; field: 'email'; reason: 'email-taken' }
  | { ok: false; field: 'organizationId'; reason: 'unknown-organization' | 'answers-for-firm' }

/** @param id undefined makes a new one */
export async function saveParticipant(
  prisma: PrismaClient,
  workspaceId: string,
  id: string | undefined,
  form: ParticipantForm,
): Promise<SaveResult> {
  const same = await prisma.participant.findUnique({ where: { workspaceId_email: { workspaceId, email: form.email } } })
  if (same && same.id !== id) return { ok: false, field: 'email', reason: 'email-taken' }
  const { organizationId } = form
  if ((await prisma.organization.count({ where: { workspaceId, id: organizationId } })) === 0)
    return { ok: false, field: 'organizationId', reason: 'unknown-organization' }
  const current = id && (await findParticipant(prisma, workspaceId, id))
  // who was asked in the name of one firm cannot become another firm's voice: past answers would change sides
  if (current && current.organizationId !== organizationId && (await speaksForFirm(prisma, workspaceId, current.id)))
    return { ok: false, field: 'organizationId', reason: 'answers-for-firm' }
  const data = { ...form, active: form.active === 'on' }
  const saved = id
    ? await prisma.participant.update({ where: { workspaceId_id: { workspaceId, id } }, data })
    : await prisma.participant.create({ data: { workspaceId, ...data, active: true } })
  return { ok: true, id: saved.id }
}

async function speaksForFirm(prisma: PrismaClient, workspaceId: string, id: string): Promise<boolean> {
  const count = await prisma.participant.count({
    where: {
      workspaceId,
      id,
      OR: [
        { invitations: { some: {} } },
        { informantOf: { some: {} } },
        { buyerOwner: { some: {} } },
        { supplierOwner: { some: {} } },
      ],
    },
  })
  return count > 0
}

/** Only people who were never asked and own nothing can be deleted; others can be set to "not asked any more". */
export async function deleteParticipant(
  prisma: PrismaClient,
  workspaceId: string,
  id: string,
): Promise<{ ok: boolean }> {
  const deleted = await prisma.participant.deleteMany({
    where: { workspaceId, id, invitations: { none: {} }, buyerOwner: { none: {} }, supplierOwner: { none: {} } },
  })
  return { ok: deleted.count > 0 }
}
