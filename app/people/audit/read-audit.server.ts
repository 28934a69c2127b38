import type { Db } from '#app/db/database.server'
import type { AuditEntry, Prisma } from '#app/db/generated/client'
import { type AuditFilter, ENTRIES_A_PAGE } from './audit-filter'

const AT_ONCE = 500

export interface AuditRow
  extends Pick<AuditEntry, 'number' | 'at' | 'actorKind' | 'action' | 'objectKind' | 'objectId' | 'address'> {
  /** of the account as it is called now; empty for the system and for accounts that are gone */
  actorName: string
  actorId: string
  /** of what has a name that everybody who reads the log may know; else empty */
  objectName: string
  details: Record<string, string | number>
  hash: string
}

function whereOf(workspaceId: string, filter: AuditFilter): Prisma.AuditEntryWhereInput & { workspaceId: string } {
  const { action, actorId, objectId, from, until } = filter
  return {
    workspaceId,
    ...(action && { action }),
    ...(actorId && { actorId }),
    ...(objectId && { objectId }),
    ...((from || until) && { at: { ...(from && { gte: from }), ...(until && { lt: until }) } }),
  }
}

/** A page of the log, the newest entries first. */
export async function listAudit(db: Db, workspaceId: string, filter: AuditFilter, asked: number) {
  const where = whereOf(workspaceId, filter)
  const total = await db.auditEntry.count({ where: { ...where, workspaceId } })
  const page = Math.min(asked, Math.max(1, Math.ceil(total / ENTRIES_A_PAGE)))
  const entries = await db.auditEntry.findMany({
    where: { ...where, workspaceId },
    orderBy: { number: 'desc' },
    skip: (page - 1) * ENTRIES_A_PAGE,
    take: ENTRIES_A_PAGE,
  })
  return { total, page, rows: await nameRows(db, workspaceId, entries) }
}

/** Everything that a filter lets through, the oldest first; read in portions, so that memory stays flat. */
export async function* readAudit(db: Db, workspaceId: string, filter: AuditFilter): AsyncGenerator<AuditRow> {
  const where = whereOf(workspaceId, filter)
  let last = 0
  for (;;) {
    const entries = await db.auditEntry.findMany({
      where: { ...where, workspaceId, number: { gt: last } },
      orderBy: { number: 'asc' },
      take: AT_ONCE,
    })
    yield* await nameRows(db, workspaceId, entries)
    last = entries.at(-1)?.number ?? last
    if (entries.length < AT_ONCE) return
  }
}

/** Whose deeds the log may be asked for: everybody who is or was a member and stands in it. */
export async function listAuditActors(db: Db, workspaceId: string): Promise<{ id: string; name: string }[]> {
  const ids = await db.auditEntry.findMany({
    where: { workspaceId, actorId: { not: '' } },
    distinct: ['actorId'],
    select: { actorId: true },
  })
  const users = await db.user.findMany({ where: { id: { in: ids.map(({ actorId }) => actorId) } } })
  return users.map(({ id, name }) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name))
}

async function nameRows(db: Db, workspaceId: string, entries: AuditEntry[]): Promise<AuditRow[]> {
  const idsOf = (kind: string) => [
    ...new Set(entries.filter(({ objectKind }) => objectKind === kind).map(({ objectId }) => objectId)),
  ]
  const within = (kind: string) => ({ workspaceId, id: { in: idsOf(kind) } })
  const members = await db.member.findMany({ where: { ...within('member'), workspaceId } })
  const userIds = [...entries.map(({ actorId }) => actorId), ...idsOf('user'), ...members.map(({ userId }) => userId)]
  const users = await db.user.findMany({ where: { id: { in: [...new Set(userIds)].filter(Boolean) } } })
  const nameOf = new Map(users.map(({ id, name }) => [id, name]))
  const waves = await db.wave.findMany({
    where: { ...within('wave'), workspaceId },
    select: { id: true, number: true, study: { select: { name: true } } },
  })
  const names = new Map([
    ...waves.map(({ id, number, study }) => [id, `${study.name} · ${number}`] as const),
    ...users.map(({ id, name }) => [id, name] as const),
    ...members.map(({ id, userId }) => [id, nameOf.get(userId) ?? ''] as const),
    ...(await db.study.findMany({ where: { ...within('study'), workspaceId } })).map(
      ({ id, name }) => [id, name] as const,
    ),
    ...(await db.organization.findMany({ where: { ...within('organization'), workspaceId } })).map(
      ({ id, name }) => [id, name] as const,
    ),
    ...(await db.webhook.findMany({ where: { ...within('webhook'), workspaceId } })).map(
      ({ id, name }) => [id, name] as const,
    ),
    ...(await db.relationship.findMany({ where: { ...within('relationship'), workspaceId } })).map(
      ({ id, code }) => [id, code] as const,
    ),
  ])
  return entries.map(({ number, at, actorKind, actorId, action, objectKind, objectId, address, details, hash }) => ({
    ...{ number, at, actorKind, actorId, action, objectKind, objectId, address },
    actorName: nameOf.get(actorId) ?? '',
    objectName: names.get(objectId) ?? '',
    details: JSON.parse(details) as Record<string, string | number>,
    hash: Buffer.from(hash).toString('hex'),
  }))
}
