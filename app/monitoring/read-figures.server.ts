import { Gauge, register } from 'prom-client'
import type { Database } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { readAllJobs } from '#app/jobs/read-jobs.server'
import { WAVE_STATES } from '#app/studies/wave-life'

function gauge(name: string, help: string, labelNames: string[] = []): Gauge {
  return (register.getSingleMetric(name) as Gauge | undefined) ?? new Gauge({ name, help, labelNames })
}

/** All figures as Prometheus reads them. Of data only numbers over all workspaces: no names, no ids, nothing of people. */
export async function readFigures(database: Database, now: Date): Promise<{ contentType: string; text: string }> {
  const { prisma } = database
  const outbox = await readOutbox(prisma, now)
  const messages = gauge('thiqa_outbox_messages', 'Mails that wait, by whether they may leave now', ['state'])
  for (const state of ['due', 'later', 'retrying'] as const) messages.set({ state }, outbox[state])
  const oldest = outbox.oldest ? (now.getTime() - outbox.oldest.getTime()) / 1000 : 0
  gauge('thiqa_outbox_oldest_seconds', 'For how long the oldest mail could have left').set(Math.max(0, oldest))

  const jobs = gauge('thiqa_jobs', 'Jobs by kind and state', ['job', 'state'])
  const jobsOldest = gauge('thiqa_jobs_oldest_seconds', 'For how long the oldest job waits', ['job'])
  for (const { name: job, waiting, running, retrying, dead, oldestAt } of await readAllJobs(database)) {
    for (const [state, count] of Object.entries({ waiting, running, retrying, dead })) jobs.set({ job, state }, count)
    jobsOldest.set({ job }, oldestAt ? Math.max(0, (now.getTime() - oldestAt.getTime()) / 1000) : 0)
  }

  const waves = gauge('thiqa_waves', 'Waves by state, trials aside', ['state'])
  const counts = await countWaves(prisma)
  for (const state of WAVE_STATES) waves.set({ state }, counts.get(state) ?? 0)
  return { contentType: register.contentType, text: await register.metrics() }
}

interface OutboxFigures {
  due: number
  later: number
  /** failed before, and to be tried again */
  retrying: number
  oldest: Date | null
}

/** What waits over all workspaces: numbers alone. */
async function readOutbox(prisma: PrismaClient, now: Date): Promise<OutboxFigures> {
  const [found] = await acrossWorkspaces(
    () => prisma.$queryRaw<OutboxFigures[]>`
    SELECT count(*) FILTER (WHERE next_attempt_at <= ${now})::int AS due,
      count(*) FILTER (WHERE next_attempt_at > ${now})::int AS later,
      count(*) FILTER (WHERE last_error IS NOT NULL)::int AS retrying,
      min(next_attempt_at) FILTER (WHERE next_attempt_at <= ${now}) AS oldest
    FROM outbox_message WHERE state = 'queued'`,
  )
  return found ?? { due: 0, later: 0, retrying: 0, oldest: null }
}

/** How many waves are in which state, over all workspaces: numbers alone; those that are planned among them. */
async function countWaves(prisma: PrismaClient): Promise<Map<string, number>> {
  const rows = await acrossWorkspaces(
    () => prisma.$queryRaw<{ state: string; count: number }[]>`
    SELECT state, count(*)::int AS count FROM wave WHERE NOT is_trial GROUP BY state
    UNION ALL SELECT 'scheduled', count(*)::int FROM planned_wave WHERE state = 'scheduled'`,
  )
  return new Map(rows.map(({ state, count }) => [state, count]))
}
