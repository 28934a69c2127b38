import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { JobQueue } from '#app/jobs/queue.server'
import { checkPeople } from '#app/studies/check-people.server'
import type { Side } from './participation'

const SHOWN = 200

interface CellKey {
  workspaceId: string
  waveId: string
  relationshipId: string
  side: Side
}

export interface WhoElse {
  code: string
  buyerName: string
  supplierName: string
  organizationId: string
  organizationName: string
  total: number
  /** the first of them by name */
  people: { id: string; name: string; function: string; isNamed: boolean }[]
}

/**
 * Who could be asked about one side of a relationship besides those who are: people of its firm who are known and asked
 * elsewhere. `isNamed`: they are to be asked already, and get their mail with the next look at the people of the wave.
 * @returns undefined where the wave does not ask about the relationship
 */
export async function findWhoElse(
  db: Db,
  { workspaceId, waveId, relationshipId, side }: CellKey,
): Promise<WhoElse | undefined> {
  const found = await db.relationship.findFirst({
    where: { workspaceId, id: relationshipId, assignments: { some: { workspaceId, waveId } } },
    include: { buyer: true, supplier: true },
  })
  if (!found) return undefined
  const firm = side === 'buyer' ? found.buyer : found.supplier
  const where = {
    organizationId: firm.id,
    active: true,
    invitations: { none: { workspaceId, waveId, assignments: { some: { workspaceId, relationshipId } } } },
  }
  const people = await db.participant.findMany({
    where: { workspaceId, ...where },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: SHOWN,
    select: {
      ...{ id: true, name: true, function: true },
      informantOf: { where: { workspaceId, relationshipId }, select: { id: true } },
    },
  })
  return {
    ...{ code: found.code, buyerName: found.buyer.name, supplierName: found.supplier.name },
    ...{ organizationId: firm.id, organizationName: firm.name },
    total: await db.participant.count({ where: { workspaceId, ...where } }),
    people: people.map(({ informantOf, ...person }) => ({ ...person, isNamed: informantOf.length > 0 })),
  }
}

interface AskAlso extends CellKey {
  studyId: string
  participantIds: readonly string[]
  now: Date
}

/**
 * Names more people of a firm to answer about a relationship, from now on and in later waves too, and asks them in this one
 * at once, if it is open for an hour yet.
 * @param record writes down how many were named, in the transaction
 * @returns how many were named, and how many of them got a link or more behind theirs
 */
export async function askAlso(
  parts: { prisma: PrismaClient; queue: JobQueue; secret: string },
  { workspaceId, studyId, waveId, relationshipId, side, participantIds, now }: AskAlso,
  record: (tx: Db, added: number) => Promise<void>,
): Promise<{ ok: true; named: number; joined: number } | { ok: false; reason: 'unknown-people' }> {
  const named = await parts.prisma.$transaction(async (tx) => {
    const { buyerId, supplierId } = await tx.relationship.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId, id: relationshipId } },
      select: { buyerId: true, supplierId: true },
    })
    const organizationId = side === 'buyer' ? buyerId : supplierId
    const people = await tx.participant.findMany({
      where: { workspaceId, organizationId, active: true, id: { in: [...participantIds] } },
      select: { id: true },
    })
    if (people.length === 0) return undefined
    const { count } = await tx.informant.createMany({
      data: people.map(({ id: participantId }) => ({ workspaceId, relationshipId, participantId })),
      skipDuplicates: true,
    })
    await record(tx, count)
    return count
  })
  if (named === undefined) return { ok: false, reason: 'unknown-people' }
  const { joined } = await checkPeople(parts, { workspaceId, studyId, waveId, now })
  return { ok: true, named, joined }
}
