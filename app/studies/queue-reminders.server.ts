import { Prisma, type PrismaClient } from '#app/db/generated/client'
import type { JobQueue } from '#app/jobs/queue.server'
import { hasUnanswered } from './is-unanswered.server'
import { recordWaveMails } from './record-wave-mails.server'
import { findRhythm } from './rhythm/find-rhythm.server'
import { mailMoment } from './rhythm/mail-moment'

interface WaveKey {
  workspaceId: string
  studyId: string
  waveId: string
}

/** Who has something left to answer in a wave and may be reminded of it. */
export interface Unanswered {
  invitationId: string
  /** IANA name; empty for that of the study */
  timeZone: string
  email: string
}

/**
 * Who is due for a reminder: people who still speak for their firm, whose link works, with a relationship that is neither
 * answered nor handed over, and to whom no mail about it is on its way already.
 * @param notRemindedSince nor a reminder has left since then
 */
export function findUnanswered(
  db: Prisma.TransactionClient,
  { workspaceId, waveId, notRemindedSince }: Pick<WaveKey, 'workspaceId' | 'waveId'> & { notRemindedSince?: Date },
): Promise<Unanswered[]> {
  const isRested = notRemindedSince
    ? Prisma.sql`AND NOT EXISTS (
        SELECT 1 FROM outbox_message late
        WHERE late.workspace_id = ${workspaceId}::uuid AND late.invitation_id = i.id AND late.sent_at > ${notRemindedSince}
          AND late.kind = 'reminder')`
    : Prisma.empty
  return db.$queryRaw<Unanswered[]>`
    SELECT i.id AS "invitationId", p.time_zone AS "timeZone", p.email
    FROM invitation i
    JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
    WHERE i.workspace_id = ${workspaceId}::uuid AND i.wave_id = ${waveId}::uuid AND i.revoked_at IS NULL AND p.active
      AND ${hasUnanswered(workspaceId)}
      AND NOT EXISTS (
        SELECT 1 FROM outbox_message m
        WHERE m.workspace_id = i.workspace_id AND m.invitation_id = i.id AND m.state = 'queued' AND m.kind <> 'thank-you')
      ${isRested}
    ORDER BY i.id`
}

/** Records a reminder for each of them, to leave outside of the quiet hours of each. */
export async function queueReminders(
  tx: Prisma.TransactionClient,
  queue: JobQueue,
  { workspaceId, studyId, now, people }: Omit<WaveKey, 'waveId'> & { now: Date; people: readonly Unanswered[] },
): Promise<number> {
  const rhythm = (await findRhythm(tx, { workspaceId, studyId }))?.rhythm
  const moments = new Map<string, Date>()
  const mailAt = (timeZone: string) => {
    const moment = moments.get(timeZone) ?? mailMoment(rhythm, timeZone, now)
    moments.set(timeZone, moment)
    return moment
  }
  await recordWaveMails(
    tx,
    { workspaceId, kind: 'reminder' },
    people.map(({ invitationId, timeZone }) => ({ invitationId, nextAttemptAt: mailAt(timeZone) })),
  )
  if (people.length > 0) await queue.enqueue(tx, 'deliver-mail', { workspaceId })
  return people.length
}

/**
 * Does the reminders of a wave that are due: each once, and several that a standstill has piled up as one. The wave's row is
 * shared meanwhile, so that it neither ends nor pauses between the look and the mails.
 * @returns how many people are reminded
 */
export function remindWave(
  { prisma, queue }: { prisma: PrismaClient; queue: JobQueue },
  { workspaceId, studyId, waveId, now }: WaveKey & { now: Date },
): Promise<number> {
  return prisma.$transaction(
    async (tx) => {
      const [open] = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM wave WHERE workspace_id = ${workspaceId}::uuid AND id = ${waveId}::uuid AND study_id = ${studyId}::uuid
          AND state = 'open' AND closes_at > ${now} FOR SHARE`
      if (!open) return 0
      const taken = await tx.waveReminder.updateMany({
        where: { workspaceId, waveId, doneAt: null, dueAt: { lte: now } },
        data: { doneAt: now },
      })
      if (taken.count === 0) return 0
      const people = await findUnanswered(tx, { workspaceId, waveId })
      return queueReminders(tx, queue, { workspaceId, studyId, now, people })
    },
    { timeout: 120_000, maxWait: 30_000 },
  )
}
