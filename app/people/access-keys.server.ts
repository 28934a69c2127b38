import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '#app/db/database.server'
import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { inWorkspace } from '#app/db/wall/view.server'
import type { AccessKeyForm } from './access-key-form'
import type { AuditActor } from './audit/audit-event'
import { recordEvent } from './audit/record-event.server'
import { ACTIONS, type Action } from './may'

/** What a program sends: the workspace leads to the right machine, the rest is the secret. */
const TOKEN = /^thiqa_([0-9a-f]{32})_([\w-]{43})$/
const LAST_USE_EVERY_MILLISECONDS = 60_000

export interface KeyOwner {
  workspaceId: string
  memberId: string
  actor: AuditActor
}

const DAY = 24 * 60 * 60 * 1000
const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

/** @returns the token, which nobody can tell again */
export async function makeAccessKey(
  prisma: PrismaClient,
  { workspaceId, memberId, actor }: KeyOwner,
  form: AccessKeyForm,
  now: Date,
): Promise<{ token: string }> {
  const secret = randomBytes(32).toString('base64url')
  await prisma.$transaction(async (tx) => {
    const key = await tx.accessKey.create({
      data: {
        ...{ workspaceId, memberId, name: form.name, rights: form.rights, tokenHash: hashOf(secret), createdAt: now },
        expiresAt: new Date(now.getTime() + form.days * DAY),
      },
    })
    const details = { rights: form.rights.join(' ') }
    await recordEvent(tx, actor, { action: 'key-made', objectKind: 'key', objectId: key.id, details })
  })
  return { token: `thiqa_${workspaceId.replaceAll('-', '')}_${secret}` }
}

/** The keys of a member, the newest first; those that were revoked are gone from the list. */
export async function listAccessKeys(db: Db, { workspaceId, memberId }: Omit<KeyOwner, 'actor'>) {
  const keys = await db.accessKey.findMany({
    where: { workspaceId, memberId, revokedAt: null },
    orderBy: { createdAt: 'desc' },
    select: { id: true, name: true, rights: true, createdAt: true, expiresAt: true, lastUsedAt: true },
  })
  return keys.map(({ rights, ...key }) => ({ ...key, rights: readRights(rights) }))
}

/** @returns false where the member has no such key in force */
export async function revokeAccessKey(
  prisma: PrismaClient,
  { workspaceId, memberId, actor }: KeyOwner,
  id: string,
  now: Date,
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const revoked = await tx.accessKey.updateMany({
      where: { workspaceId, memberId, id, revokedAt: null },
      data: { revokedAt: now },
    })
    if (revoked.count === 0) return false
    await recordEvent(tx, actor, { action: 'key-revoked', objectKind: 'key', objectId: id })
    return true
  })
}

/**
 * Whose key a program shows, and what it was made for. The hash is looked up as a whole: no comparison can tell how much of
 * a guess was right. Its use is noted, once a minute at most.
 */
export async function findAccessKey(
  db: Db,
  token: string,
  now: Date,
): Promise<{ id: string; workspaceId: string; userId: string; rights: Action[] } | undefined> {
  const [, digits = '', secret = ''] = TOKEN.exec(token) ?? []
  if (!secret) return undefined
  const workspaceId = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  const tokenHash = hashOf(secret)
  // a key is of the workspace that it names: its secret is looked for there, and nowhere else
  return inWorkspace(workspaceId, async () => {
    const key = await db.accessKey.findUnique({
      where: { workspaceId_tokenHash: { workspaceId, tokenHash } },
      include: { member: { select: { userId: true } } },
    })
    if (!key || key.revokedAt || key.expiresAt <= now) return undefined
    if (now.getTime() - (key.lastUsedAt?.getTime() ?? 0) > LAST_USE_EVERY_MILLISECONDS)
      await db.accessKey.updateMany({ where: { workspaceId, id: key.id }, data: { lastUsedAt: now } })
    return { id: key.id, workspaceId, userId: key.member.userId, rights: readRights(key.rights) }
  })
}

function readRights(rights: Prisma.JsonValue): Action[] {
  return ACTIONS.filter((action) => Array.isArray(rights) && rights.includes(action))
}
