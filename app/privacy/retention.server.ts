import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import { oldContacts, oldMails, oldSuggestions } from './expired.server'
import { monthsLater } from './own-data'
import type { StudyRetention, WorkspaceRetention } from './retention-form'

/** How much would go with the next look, a day from now at the latest. */
export interface Expiring {
  contacts: number
  mails: number
  suggestions: number
  answers: number
}

interface Kept {
  contactMonths: number
  mailMonths: number
}

async function countExpiring(db: Db, workspaceId: string, { contactMonths, mailMonths }: Kept, now: Date) {
  const mail = { workspaceId, months: mailMonths, now }
  const [row] = await db.$queryRaw<Omit<Expiring, 'answers'>[]>`
    SELECT (SELECT count(*)::int ${oldContacts({ workspaceId, months: contactMonths, now })}) AS contacts,
      (SELECT count(*)::int ${oldMails(mail)}) AS mails, (SELECT count(*)::int ${oldSuggestions(mail)}) AS suggestions`
  return row ?? { contacts: 0, mails: 0, suggestions: 0 }
}

/** How long a workspace keeps what, and what goes next. */
export async function readRetention(db: Db, workspaceId: string, now: Date) {
  const { contactMonths, mailMonths } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { contactMonths: true, mailMonths: true },
  })
  const studies = await db.study.findMany({
    where: { workspaceId },
    orderBy: { name: 'asc' },
    select: {
      ...{ id: true, name: true, retentionMonths: true },
      waves: {
        where: { workspaceId, isTrial: false, publishedAt: { not: null } },
        orderBy: { publishedAt: 'asc' },
        select: {
          ...{ id: true, number: true, publishedAt: true, retentionMonths: true },
          _count: { select: { responses: true } },
        },
      },
    },
  })
  return {
    ...{ contactMonths, mailMonths },
    soon: await countExpiring(db, workspaceId, { contactMonths, mailMonths }, monthsLater(now, 1)),
    studies: studies.map(({ waves, ...study }) => ({
      ...study,
      waves: waves.flatMap(({ number, publishedAt, retentionMonths, _count }) =>
        publishedAt && _count.responses > 0
          ? { number, answers: _count.responses, until: monthsLater(publishedAt, retentionMonths) }
          : [],
      ),
    })),
  }
}

type Saved = { ok: true } | { ok: false; reason: 'not-sure'; expiring: Expiring } | { ok: false; reason: 'gone' }
interface By {
  workspaceId: string
  actor: AuditActor
}

/** Sets how long people and records of mails are kept; what becomes shorter must be confirmed. */
export function saveWorkspaceRetention(
  prisma: PrismaClient,
  { workspaceId, actor }: By,
  { isSure, ...kept }: WorkspaceRetention,
  now: Date,
): Promise<Saved> {
  return prisma.$transaction(async (tx) => {
    const was = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
    const isShorter = kept.contactMonths < was.contactMonths || kept.mailMonths < was.mailMonths
    if (isShorter && isSure !== 'on') {
      const expiring = await countExpiring(tx, workspaceId, kept, now)
      return { ok: false, reason: 'not-sure', expiring: { ...expiring, answers: 0 } }
    }
    await tx.workspace.update({ where: { id: workspaceId }, data: kept })
    const details = { contacts: kept.contactMonths, mails: kept.mailMonths }
    const event = { action: 'retention-changed', objectKind: 'workspace', objectId: workspaceId, details } as const
    await recordEvent(tx, actor, event)
    return { ok: true }
  })
}

/**
 * Sets how long single answers of a study are kept. Shorter counts for all its waves: who answered was promised no more than
 * they get. Longer counts for waves to come only, whose promise says so.
 */
export function saveStudyRetention(
  prisma: PrismaClient,
  { workspaceId, actor }: By,
  { studyId, retentionMonths, isSure }: StudyRetention,
  now: Date,
): Promise<Saved> {
  return prisma.$transaction(async (tx) => {
    const study = await tx.study.findUnique({ where: { workspaceId_id: { workspaceId, id: studyId } } })
    if (!study) return { ok: false, reason: 'gone' }
    if (retentionMonths < study.retentionMonths && isSure !== 'on') {
      const wave = { workspaceId, studyId, publishedAt: { lt: monthsLater(now, -retentionMonths) } }
      const answers = await tx.response.count({ where: { workspaceId, wave } })
      return { ok: false, reason: 'not-sure', expiring: { contacts: 0, mails: 0, suggestions: 0, answers } }
    }
    await tx.study.update({ where: { workspaceId_id: { workspaceId, id: studyId } }, data: { retentionMonths } })
    await tx.wave.updateMany({
      where: { workspaceId, studyId, retentionMonths: { gt: retentionMonths } },
      data: { retentionMonths },
    })
    const details = { was: String(study.retentionMonths), months: retentionMonths }
    const event = { action: 'retention-changed', objectKind: 'study', objectId: studyId, details } as const
    await recordEvent(tx, actor, event)
    return { ok: true }
  })
}
