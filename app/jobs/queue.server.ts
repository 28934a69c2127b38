import PgBoss from 'pg-boss'
import { describeError, log } from '#app/config/log.server'
import type { Database, Db } from '#app/db/database.server'
import { inWorkspace } from '#app/db/wall/view.server'
import { observeJob } from '#app/monitoring/figures.server'
import { JOBS, type JobName, type JobPayload, jobKey, LONGEST_SECONDS } from './definitions'

export interface JobQueue {
  /** Queues a job in the transaction (or on the client) that is handed in: it exists exactly if the write commits. */
  enqueue<Name extends JobName>(db: Db, name: Name, payload: JobPayload<Name>): Promise<void>
  /** Calls the handler for each job, which sees the rows of its workspace alone; a handler that throws is called again later, with growing pauses. */
  work<Name extends JobName>(name: Name, handle: (payload: JobPayload<Name>) => Promise<void>): Promise<void>
  /** Lets running handlers finish (at most 8 seconds), then stops. */
  stop(): Promise<void>
}

/** pg-boss on our own database: on the server through its own connections, embedded through the one that there is. */
export async function startQueue(database: Database, onError: (error: Error) => void): Promise<JobQueue> {
  const boss = new PgBoss({ db: { executeSql: database.executeSql }, schedule: false, retentionDays: 7 })
  boss.on('error', onError)
  await boss.start()
  for (const name of Object.keys(JOBS)) {
    // `short`: at most one waiting job per key, while another may be running
    if (!(await boss.getQueue(name))) await boss.createQueue(name, { name, policy: 'short' })
  }
  return {
    enqueue: async (db, name, payload) => {
      await boss.send(name, payload, {
        singletonKey: jobKey(payload),
        retryLimit: 10,
        retryDelay: 2,
        retryBackoff: true,
        expireInSeconds: LONGEST_SECONDS[name] ?? 15 * 60,
        db: {
          executeSql: async (text, values) => {
            const rows = await db.$queryRawUnsafe<unknown[]>(text, ...values.map(toPlainParameter))
            return { rows, rowCount: rows.length }
          },
        },
      })
    },
    work: async (name, handle) => {
      await boss.work<unknown>(name, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
        for (const job of jobs)
          await logged(name, job.id, () => {
            const payload = JOBS[name].parse(job.data) as JobPayload<typeof name>
            // a job that names no workspace says itself whose rows it looks at
            return 'workspaceId' in payload ? inWorkspace(payload.workspaceId, () => handle(payload)) : handle(payload)
          })
      })
    },
    stop: () => boss.stop({ graceful: true, wait: true, timeout: 8000 }),
  }
}

/** What became of a job, and how long it took, whatever its handler says of it. Many have nothing to do. */
async function logged(job: JobName, jobId: string, run: () => Promise<void>): Promise<void> {
  const begin = performance.now()
  const told = (outcome: 'done' | 'failed') => {
    const milliseconds = Math.round(performance.now() - begin)
    observeJob(job, outcome, milliseconds / 1000)
    return { job, jobId, milliseconds }
  }
  try {
    await run()
    log.debug('job done', told('done'))
  } catch (error) {
    log.error('a job failed', { ...told('failed'), ...describeError(error) })
    throw error
  }
}

/** Prisma's raw queries take no plain objects: pg-boss's payload becomes the JSON text that the statement casts. */
function toPlainParameter(value: unknown): unknown {
  if (value === undefined) return null
  return typeof value === 'object' && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value
}
