import { randomUUID } from 'node:crypto'
import PgBoss from 'pg-boss'
import { describeError, log } from '#app/config/log.server'
import type { Database, Db } from '#app/db/database.server'
import { tryAgain } from '#app/db/try-again.server'
import { inWorkspace } from '#app/db/wall/view.server'
import { observeJob } from '#app/monitoring/figures.server'
import { JOBS, type JobName, type JobPayload, jobKey, LONGEST_SECONDS } from './definitions'

type ExecuteSql = Database['executeSql']

const NONE_NOTED = { rows: [{ count: 0 }], rowCount: 0 }

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
  const endings = patient(database.executeSql)
  const boss = new PgBoss({ db: { executeSql: endings.executeSql }, schedule: false, retentionDays: 7 })
  boss.on('error', onError)
  await endings.learnFrom(boss)
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
    stop: async () => {
      await boss.stop({ graceful: true, wait: true, timeout: 8000 })
      await endings.stop()
    },
  }
}

/**
 * pg-boss 10 does not wait for the statements that note how a job ended: an error of theirs would be heard by nobody, and
 * end the process. They are tried again while the database is away; then the log tells, and the job is done anew when its
 * time is over.
 */
function patient(executeSql: ExecuteSql) {
  const statements = new Set<string>()
  const running = new Set<Promise<unknown>>()
  let stopped = false
  const note: ExecuteSql = async (text, values) => {
    try {
      return await tryAgain(
        () => executeSql(text, values),
        () => stopped,
      )
    } catch (error) {
      log.error('the end of a job could not be noted', describeError(error))
      return NONE_NOTED
    }
  }
  return {
    executeSql: ((text, values) => {
      if (!statements.has(text)) return executeSql(text, values)
      const noted = note(text, values).finally(() => running.delete(noted))
      running.add(noted)
      return noted
    }) satisfies ExecuteSql,
    /** Hears the statements themselves, whatever their text is in this version. */
    learnFrom: async (boss: PgBoss) => {
      const db = {
        executeSql: async (text: string) => {
          statements.add(text)
          return NONE_NOTED
        },
      }
      const [name = ''] = Object.keys(JOBS)
      await boss.complete(name, randomUUID(), {}, { db })
      await boss.fail(name, randomUUID(), {}, { db })
    },
    stop: async () => {
      stopped = true
      await Promise.all(running)
    },
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
