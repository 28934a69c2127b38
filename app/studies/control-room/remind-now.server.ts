import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { JobQueue } from '#app/jobs/queue.server'
import { findUnwilling } from '#app/mail/find-unwilling.server'
import { findUnanswered, queueReminders, type Unanswered } from '#app/studies/queue-reminders.server'
import { findRhythm } from '#app/studies/rhythm/find-rhythm.server'
import { mailMoment } from '#app/studies/rhythm/mail-moment'

/** By hand nobody gets a second reminder within so many hours, wherever the first one came from. */
export const REST_HOURS = 24

interface WaveKey {
  workspaceId: string
  studyId: string
  waveId: string
}

interface Ask extends WaveKey {
  secret: string
  now: Date
}

export interface ReminderPreview {
  /** who would get one */
  people: number
  /** when the first and the last one would leave, by the quiet hours of each */
  first: Date
  last: Date
}

/** Whom a reminder would reach now: who has something left to answer, wants reminders, and got none of late. */
async function findRemindable(db: Db, { workspaceId, waveId, secret, now }: Ask): Promise<Unanswered[]> {
  const notRemindedSince = new Date(now.getTime() - REST_HOURS * 3_600_000)
  const people = await findUnanswered(db, { workspaceId, waveId, notRemindedSince })
  const addresses = people.map(({ email }) => email)
  const unwilling = await findUnwilling(db, { secret, workspaceId }, addresses)
  return people.filter(({ email }) => !unwilling.has(email))
}

export async function previewReminder(db: Db, ask: Ask): Promise<ReminderPreview> {
  const people = await findRemindable(db, ask)
  const rhythm = (await findRhythm(db, ask))?.rhythm
  const zones = [...new Set(people.map(({ timeZone }) => timeZone))]
  const moments = zones.map((timeZone) => mailMoment(rhythm, timeZone, ask.now).getTime())
  const [first, last] = [Math.min(...moments), Math.max(...moments)]
  return {
    people: people.length,
    first: people.length > 0 ? new Date(first) : ask.now,
    last: people.length > 0 ? new Date(last) : ask.now,
  }
}

export type RemindResult = { ok: true; people: number } | { ok: false; reason: 'not-open' | 'nobody-to-remind' }

/**
 * Reminds who has not answered, now. The wave's row is held: of two clicks the second finds nobody any more, because the mails
 * of the first are on their way.
 * @param record writes down what was done, in the transaction
 */
export function remindNow(
  { prisma, queue }: { prisma: PrismaClient; queue: JobQueue },
  ask: Ask,
  record: (tx: Db, people: number) => Promise<void>,
): Promise<RemindResult> {
  const { workspaceId, studyId, waveId, now } = ask
  return prisma.$transaction(
    async (tx): Promise<RemindResult> => {
      const [open] = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM wave WHERE workspace_id = ${workspaceId}::uuid AND id = ${waveId}::uuid AND study_id = ${studyId}::uuid
          AND state = 'open' AND closes_at > ${now} FOR UPDATE`
      if (!open) return { ok: false, reason: 'not-open' }
      const people = await findRemindable(tx, ask)
      if (people.length === 0) return { ok: false, reason: 'nobody-to-remind' }
      await queueReminders(tx, queue, { workspaceId, studyId, now, people })
      await record(tx, people.length)
      return { ok: true, people: people.length }
    },
    { timeout: 120_000, maxWait: 30_000 },
  )
}
