import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '#app/db/database.server'
import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { enterWorkspace } from '#app/db/wall/view.server'
import type { AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import { readScope } from '#app/people/find-membership.server'
import { findReach, isStudyWithin, type Within, withoutOwnSide } from '#app/people/find-reach.server'
import { type Actor, may } from '#app/people/may'
import { pageWithin } from '#app/relationships/page-of'
import type { ReportLinkForm, ReportSubject } from './report-link-form'

const DAY_MILLISECONDS = 86_400_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** 256 bits, drawn anew for each link. */
const TOKEN = /^[\w-]{43}$/

/** Who makes, lists or revokes links. */
export interface LinkMaker extends Actor {
  workspaceId: string
  memberId: string
  actor: AuditActor
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/**
 * Makes a link to a report that the maker may see. The caller has asked whether they may share, and whether study and
 * relationship lie within their reach (`findReportSubject`).
 * @returns the secret of its address, which nobody can tell again: only its hash is stored
 */
export async function makeReportLink(
  prisma: PrismaClient,
  { workspaceId, memberId, actor }: Pick<LinkMaker, 'workspaceId' | 'memberId' | 'actor'>,
  { studyId, relationshipId, note, days, language }: ReportLinkForm & ReportSubject,
  now: Date,
): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + days * DAY_MILLISECONDS)
  return prisma.$transaction(async (tx) => {
    const { id } = await tx.reportLink.create({
      data: {
        ...{ workspaceId, memberId, studyId, relationshipId: relationshipId ?? null, note, language },
        ...{ tokenHash: hashOf(token), createdAt: now, expiresAt },
      },
    })
    const details = { study: studyId, ...(relationshipId && { relationship: relationshipId }), days }
    await recordEvent(tx, actor, { action: 'report-shared', objectKind: 'report-link', objectId: id, details })
    return { id, token }
  })
}

/** Whether somebody with this reach may see the report: its study, and in a study the relationship. */
async function isReportWithin(
  db: Db,
  { workspaceId, within }: { workspaceId: string; within: Within },
  { studyId, relationshipId }: ReportSubject,
): Promise<boolean> {
  if (!(await isStudyWithin(db, workspaceId, within, studyId))) return false
  if (!relationshipId) return true
  return (
    (await db.participation.count({
      where: {
        ...{ workspaceId, relationshipId, relationship: { ...within.relationships, workspaceId } },
        wave: { workspaceId, studyId, state: 'published' },
      },
    })) > 0
  )
}

/** A report that a link can be made to, with what it is called; undefined for what is not within reach, or not published. */
export async function findReportSubject(
  db: Db,
  reader: { workspaceId: string; within: Within },
  { study: studyId, relationship: relationshipId }: { study: string; relationship?: string | undefined },
) {
  const { workspaceId } = reader
  if (!(await isReportWithin(db, reader, { studyId, relationshipId }))) return undefined
  const name = { select: { name: true } } as const
  const study = await db.study.findFirst({
    where: { workspaceId, id: studyId, waves: { some: { workspaceId, state: 'published' } } },
    select: { name: true },
  })
  if (!study) return undefined
  const relationship = relationshipId
    ? await db.relationship.findUnique({
        where: { workspaceId_id: { workspaceId, id: relationshipId } },
        select: { buyer: name, supplier: name },
      })
    : undefined
  return {
    ...{ studyId, relationshipId, studyName: study.name },
    ...{ buyerName: relationship?.buyer.name ?? '', supplierName: relationship?.supplier.name ?? '' },
  }
}

const WITH_MAKER = {
  member: { include: { scope: { select: { organizationId: true, relationshipId: true, category: true } } } },
} satisfies Prisma.ReportLinkInclude

/** What the maker of a link may at this moment, whatever they might when they made it. */
function makerOf({ member }: Prisma.ReportLinkGetPayload<{ include: typeof WITH_MAKER }>): Actor {
  const { role, seesAll, organizationId: firmId, scope } = member
  return { role, reach: { seesAll, firmId, ...readScope(scope) } }
}

/** What stands behind a link that works. */
export interface OpenedLink {
  id: string
  workspaceId: string
  studyId: string
  relationshipId: string | undefined
  language: string
  expiresAt: Date
  /** of its maker at this moment, without what their own firm alone is shown */
  within: Within
}

export type OpenLinkResult =
  | { ok: true; link: OpenedLink }
  /** `unknown` also stands for malformed links, those of other workspaces, and of makers who are no members any more */
  | { ok: false; reason: 'unknown' }
  | { ok: false; reason: 'expired' | 'revoked' | 'no-right'; language: string }

/**
 * What a link shows, looked up by the hash of its secret: never more than its maker may see now. From here on the request
 * sees the workspace that the link names.
 */
export async function openReportLink(
  db: Db,
  { workspaceId, token, now }: { workspaceId: string; token: string; now: Date },
): Promise<OpenLinkResult> {
  if (!UUID.test(workspaceId) || !TOKEN.test(token)) return { ok: false, reason: 'unknown' }
  enterWorkspace(workspaceId)
  const link = await db.reportLink.findUnique({
    where: { workspaceId_tokenHash: { workspaceId, tokenHash: hashOf(token) } },
    include: WITH_MAKER,
  })
  if (!link) return { ok: false, reason: 'unknown' }
  const { id, studyId, language, expiresAt } = link
  if (link.revokedAt) return { ok: false, reason: 'revoked', language }
  if (expiresAt <= now) return { ok: false, reason: 'expired', language }
  const maker = makerOf(link)
  const within = withoutOwnSide(findReach(workspaceId, maker))
  const relationshipId = link.relationshipId ?? undefined
  if (!may(maker, 'share-reports') || !(await isReportWithin(db, { workspaceId, within }, { studyId, relationshipId })))
    return { ok: false, reason: 'no-right', language }
  return { ok: true, link: { id, workspaceId, studyId, relationshipId, language, expiresAt, within } }
}

/**
 * Writes an opening into the log, before anything leaves.
 * @param isCounted whether a browser opened it for somebody: scanners of mails are logged and not counted
 */
export async function recordOpening(
  prisma: PrismaClient,
  { workspaceId, id, studyId, relationshipId }: OpenedLink,
  { address, isCounted, now }: { address: string; isCounted: boolean; now: Date },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    if (isCounted)
      await tx.reportLink.updateMany({
        where: { workspaceId, id },
        data: { openedCount: { increment: 1 }, lastOpenedAt: now },
      })
    const details = { study: studyId, ...(relationshipId && { relationship: relationshipId }) }
    await recordEvent(
      tx,
      { workspaceId, kind: 'link', id, address },
      { action: 'report-opened', objectKind: 'report-link', objectId: id, details },
    )
  })
}

/** The links that somebody may know of: their own; who sets up the workspace knows of all. */
function whereOf(maker: LinkMaker): Prisma.ReportLinkWhereInput & { workspaceId: string } {
  const { workspaceId, memberId } = maker
  return { workspaceId, ...(may(maker, 'set-up') ? {} : { memberId }) }
}

export type LinkState = 'open' | 'expired' | 'revoked' | 'no-right'

/** A page of links, the newest first. */
export async function listReportLinks(db: Db, maker: LinkMaker, asked: number, now: Date) {
  const { workspaceId } = maker
  const where = whereOf(maker)
  const total = await db.reportLink.count({ where: { ...where, workspaceId } })
  const { page, range } = pageWithin(asked, total)
  const name = { select: { name: true } } as const
  const links = await db.reportLink.findMany({
    where: { ...where, workspaceId },
    include: { ...WITH_MAKER, study: name, relationship: { include: { buyer: name, supplier: name } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    ...range,
  })
  const users = await db.user.findMany({
    where: { id: { in: links.map(({ member }) => member.userId) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(users.map((user) => [user.id, user.name]))
  const rows = links.map((link) => {
    const { id, note, language, createdAt, expiresAt, openedCount, lastOpenedAt, study, relationship, member } = link
    return {
      ...{ id, note, language, createdAt, expiresAt, openedCount, lastOpenedAt, studyName: study.name },
      ...{ buyerName: relationship?.buyer.name ?? null, supplierName: relationship?.supplier.name ?? null },
      makerName: nameOf.get(member.userId) ?? '',
      state: stateOf(link, makerOf(link), now),
    }
  })
  return { total, page, rows }
}

interface JudgedLink {
  revokedAt: Date | null
  expiresAt: Date
  relationship: { id: string; buyerId: string; supplierId: string; category: string } | null
}

function stateOf({ revokedAt, expiresAt, relationship }: JudgedLink, maker: Actor, now: Date): LinkState {
  if (revokedAt) return 'revoked'
  if (expiresAt <= now) return 'expired'
  const mayShare = relationship
    ? may(maker, 'share-reports', { kind: 'relationship', ...relationship })
    : may(maker, 'share-reports')
  return mayShare ? 'open' : 'no-right'
}

/** @returns false where there is no such link in force that they may know of */
export async function revokeReportLink(
  prisma: PrismaClient,
  maker: LinkMaker,
  id: string,
  now: Date,
): Promise<boolean> {
  const { workspaceId, actor } = maker
  return prisma.$transaction(async (tx) => {
    const revoked = await tx.reportLink.updateMany({
      where: { ...whereOf(maker), workspaceId, id, revokedAt: null, expiresAt: { gt: now } },
      data: { revokedAt: now },
    })
    if (revoked.count === 0) return false
    await recordEvent(tx, actor, { action: 'report-link-revoked', objectKind: 'report-link', objectId: id })
    return true
  })
}
