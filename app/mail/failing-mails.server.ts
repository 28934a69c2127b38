import type { Db } from '#app/db/database.server'
import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { findRhythm } from '#app/studies/rhythm/find-rhythm.server'
import { mailMoment } from '#app/studies/rhythm/mail-moment'
import { LEASE_SECONDS } from './deliver-outbox.server'
import { isParticipantMail } from './mail-kinds'
import { maskAddress } from './mask-address'
import { readAddresses } from './suppressions.server'

const PAGE_SIZE = 50

/** What asks people, and what goes to members. Thanks are left out: that somebody gets them tells who answered. */
const LISTED = ['invitation', 'reminder', 'sign-in', 'membership', 'results-ready']

export interface FailingMail {
  id: string
  /** `asking`: invitation or reminder, which are not told apart, because only who has not answered is reminded */
  kind: 'asking' | 'sign-in' | 'membership' | 'results-ready'
  person: { participantId: string; name: string; address: string } | undefined
  wave: { studyId: string; studyName: string; number: number } | undefined
  /** in codes, as the mail server gave them */
  error: string
  attempts: number
  /** undefined for one that was given up, or came back */
  nextAt: Date | undefined
  /** whether a mail server said that there is no such address: another attempt would fail before it left */
  isBounced: boolean
  /** whether another attempt can be made by hand */
  mayRetry: boolean
}

export interface OutboxDepth {
  /** may leave now */
  due: number
  /** later: after a pause, quiet hours, or the end of a wave's pause */
  later: number
  /** failed, and will be tried again */
  retrying: number
  /** since when the oldest of those that are due could have left */
  oldestAt: Date | undefined
}

/** What waits in a workspace's outbox, without thanks: a change of their number would tell that somebody has answered. */
export async function readOutboxDepth(db: Db, workspaceId: string, now: Date): Promise<OutboxDepth> {
  const [found] = await db.$queryRaw<(Omit<OutboxDepth, 'oldestAt'> & { oldestAt: Date | null })[]>`
    SELECT count(*) FILTER (WHERE next_attempt_at <= ${now})::int AS due,
      count(*) FILTER (WHERE next_attempt_at > ${now})::int AS later,
      count(*) FILTER (WHERE last_error IS NOT NULL)::int AS retrying,
      min(next_attempt_at) FILTER (WHERE next_attempt_at <= ${now}) AS "oldestAt"
    FROM outbox_message
    WHERE workspace_id = ${workspaceId}::uuid AND state = 'queued' AND kind <> 'thank-you'`
  const { oldestAt, ...counts } = found ?? { due: 0, later: 0, retrying: 0, oldestAt: null }
  return { ...counts, oldestAt: oldestAt ?? undefined }
}

/** Older ones that have failed are nobody's task any more. */
const SHOWN_DAYS = 90

function failing(workspaceId: string, now: Date): Prisma.OutboxMessageWhereInput & { workspaceId: string } {
  const since = new Date(now.getTime() - SHOWN_DAYS * 24 * 3_600_000)
  return {
    workspaceId,
    kind: { in: LISTED },
    OR: [
      { state: 'failed', createdAt: { gt: since } },
      { state: 'queued', lastError: { not: null } },
    ],
  }
}

/** Mails of a workspace that did not leave, those that will be tried again first. */
export async function listFailingMails(
  db: Db,
  { workspaceId, secret }: { workspaceId: string; secret: string },
  { asked, now }: { asked: number; now: Date },
): Promise<{ rows: FailingMail[]; total: number; page: number; pageSize: number }> {
  const where = failing(workspaceId, now)
  const total = await db.outboxMessage.count({ where: { ...where, workspaceId } })
  const page = Math.min(asked, Math.max(1, Math.ceil(total / PAGE_SIZE)))
  const found = await db.outboxMessage.findMany({
    where: { ...where, workspaceId },
    orderBy: [{ state: 'desc' }, { nextAttemptAt: 'asc' }, { id: 'asc' }],
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
    include: {
      invitation: {
        select: {
          participant: { select: { id: true, name: true, email: true } },
          wave: { select: { number: true, state: true, study: { select: { id: true, name: true } } } },
        },
      },
    },
  })
  const addresses = found.flatMap(({ invitation }) => invitation?.participant.email ?? [])
  const states = await readAddresses(db, { secret, workspaceId }, addresses)
  const rows = found.map(({ id, kind, state, lastError, attempts, nextAttemptAt, invitation }): FailingMail => {
    const { participant, wave } = invitation ?? {}
    const isQueued = state === 'queued'
    const isBounced = participant !== undefined && states.get(participant.email)?.bounce !== undefined
    return {
      ...{ id, attempts, error: lastError ?? '' },
      kind: isParticipantMail(kind) ? 'asking' : (kind as FailingMail['kind']),
      person: participant && {
        participantId: participant.id,
        name: participant.name,
        address: maskAddress(participant.email),
      },
      wave: wave && { studyId: wave.study.id, studyName: wave.study.name, number: wave.number },
      nextAt: isQueued ? nextAttemptAt : undefined,
      isBounced,
      // what goes to members is gone with its last attempt: its words were sealed, and are deleted
      mayRetry: wave ? wave.state === 'open' && !isBounced : isQueued,
    }
  })
  return { rows, total, page, pageSize: PAGE_SIZE }
}

export type MailDecision = { ok: true } | { ok: false; reason: 'not-failing' | 'wave-not-open' | 'soon' }

interface MailKey {
  workspaceId: string
  id: string
}

/** Writes down what was decided, in the transaction. */
type Record = (tx: Db) => Promise<void>

/**
 * Lets a failing mail leave at the next moment at which its person may get one, instead of after its pause. One that is to be
 * tried within minutes is left alone (`soon`): a worker may hold it at this moment, and it would leave twice.
 */
export function retryMail(
  prisma: PrismaClient,
  { workspaceId, id, now }: MailKey & { now: Date },
  record: Record,
): Promise<MailDecision> {
  return prisma.$transaction(async (tx): Promise<MailDecision> => {
    const message = await holdFailing(tx, { workspaceId, id }, now)
    if (!message) return { ok: false, reason: 'not-failing' }
    const { invitation, state, nextAttemptAt } = message
    if (invitation && invitation.wave.state !== 'open') return { ok: false, reason: 'wave-not-open' }
    if (!invitation && state === 'failed') return { ok: false, reason: 'not-failing' }
    const isSoon = nextAttemptAt.getTime() <= now.getTime() + LEASE_SECONDS * 1000
    if (state === 'queued' && isSoon) return { ok: false, reason: 'soon' }
    const { studyId } = invitation?.wave ?? {}
    const rhythm = studyId ? (await findRhythm(tx, { workspaceId, studyId }))?.rhythm : undefined
    const moment = mailMoment(rhythm, invitation?.participant.timeZone ?? '', now)
    await tx.outboxMessage.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { state: 'queued', nextAttemptAt: moment, ...(state === 'failed' && { attempts: 0 }) },
    })
    await record(tx)
    return { ok: true }
  })
}

/** Ends the attempts for a mail. One that leaves at this very moment has left. */
export function giveUpMail(
  prisma: PrismaClient,
  { workspaceId, id, now }: MailKey & { now: Date },
  record: Record,
): Promise<MailDecision> {
  return prisma.$transaction(async (tx): Promise<MailDecision> => {
    const message = await holdFailing(tx, { workspaceId, id }, now)
    if (message?.state !== 'queued') return { ok: false, reason: 'not-failing' }
    await tx.outboxMessage.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { state: 'failed', sealed: null },
    })
    await record(tx)
    return { ok: true }
  })
}

async function holdFailing(tx: Db, { workspaceId, id }: MailKey, now: Date) {
  await tx.$queryRaw`
    SELECT 1 FROM outbox_message WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR UPDATE`
  return tx.outboxMessage.findFirst({
    where: { ...failing(workspaceId, now), workspaceId, id },
    include: {
      invitation: {
        select: { participant: { select: { timeZone: true } }, wave: { select: { state: true, studyId: true } } },
      },
    },
  })
}
