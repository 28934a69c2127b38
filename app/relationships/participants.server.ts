import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { brokenConstraint } from './broken-constraint.server'
import { containsText } from './contains-text'
import type { ParticipantForm } from './forms'
import { type PageOf, pageWithin } from './page-of'

export async function listParticipants(prisma: PrismaClient, workspaceId: string, search: string, asked: number) {
  const contains = containsText(search)
  const where = {
    workspaceId,
    ...(search && { OR: [{ email: contains }, { name: contains }, { organization: { name: contains } }] }),
  }
  const total = await prisma.participant.count({ where: { ...where, workspaceId } })
  const { page, range } = pageWithin(asked, total)
  const rows = await prisma.participant.findMany({
    where: { ...where, workspaceId },
    orderBy: { email: 'asc' },
    ...range,
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
    total,
    page,
  } satisfies PageOf<unknown>
}

export function findParticipant(db: Db, workspaceId: string, id: string) {
  return db.participant.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      ...{ id: true, email: true, name: true, organizationId: true, language: true, function: true },
      ...{ active: true, answersForFirm: true, timeZone: true },
    },
  })
}

type SaveResult =
  | { ok: true; id: string }
  | { ok: false; field: 'email'; reason: 'email-taken' }
  | { ok: false; field: 'organizationId'; reason: 'unknown-organization' | 'answers-for-firm' }

/** Somebody who is written to elsewhere from now on. */
export interface AddressChange {
  workspaceId: string
  participantId: string
  from: string
  to: string
}

/**
 * @param id undefined makes a new one
 * @param follow what a new address brings with it, in the same transaction
 */
export async function saveParticipant(
  prisma: PrismaClient,
  workspaceId: string,
  id: string | undefined,
  form: ParticipantForm,
  follow?: (tx: Db, change: AddressChange) => Promise<void>,
): Promise<SaveResult> {
  try {
    return await prisma.$transaction(async (tx) => {
      const before = id && follow ? await findParticipant(tx, workspaceId, id) : null
      const saved = await saveIn(tx, workspaceId, id, form)
      if (saved.ok && before && before.email !== form.email)
        await follow?.(tx, { workspaceId, participantId: saved.id, from: before.email, to: form.email })
      return saved
    })
  } catch (error) {
    const broken = brokenConstraint(error)
    if (broken === 'unique') return { ok: false, field: 'email', reason: 'email-taken' }
    if (broken === 'foreign-key') return { ok: false, field: 'organizationId', reason: 'unknown-organization' }
    throw error
  }
}

async function saveIn(tx: Db, workspaceId: string, id: string | undefined, form: ParticipantForm): Promise<SaveResult> {
  const same = await tx.participant.findUnique({ where: { workspaceId_email: { workspaceId, email: form.email } } })
  if (same && same.id !== id) return { ok: false, field: 'email', reason: 'email-taken' }
  const { organizationId } = form
  if ((await tx.organization.count({ where: { workspaceId, id: organizationId } })) === 0)
    return { ok: false, field: 'organizationId', reason: 'unknown-organization' }
  const current = id && (await findParticipant(tx, workspaceId, id))
  // who was asked in the name of one firm cannot become another firm's voice: past answers would change sides
  if (current && current.organizationId !== organizationId && (await speaksForFirm(tx, workspaceId, current.id)))
    return { ok: false, field: 'organizationId', reason: 'answers-for-firm' }
  const { timeZone, ...said } = form
  const data = {
    ...{ ...said, active: form.active === 'on', answersForFirm: form.answersForFirm === 'on' },
    ...(timeZone !== undefined && { timeZone }),
    ...(current && current.email !== form.email && { addressSince: new Date() }),
  }
  const saved = id
    ? await tx.participant.update({ where: { workspaceId_id: { workspaceId, id } }, data })
    : await tx.participant.create({ data: { workspaceId, ...data, active: true } })
  return { ok: true, id: saved.id }
}

async function speaksForFirm(tx: Db, workspaceId: string, id: string): Promise<boolean> {
  const count = await tx.participant.count({
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
  try {
    const deleted = await prisma.participant.deleteMany({
      where: { workspaceId, id, invitations: { none: {} }, buyerOwner: { none: {} }, supplierOwner: { none: {} } },
    })
    return { ok: deleted.count > 0 }
  } catch (error) {
    if (brokenConstraint(error)) return { ok: false }
    throw error
  }
}
