import type { Database } from '#app/db/database.server'
import { JOBS, type JobName } from './definitions'

/** How one kind of job stands. */
export interface JobFigures {
  name: JobName
  waiting: number
  running: number
  /** failed, and will be tried again */
  retrying: number
  /** failed for good in the last seven days */
  dead: number
  /** since when the oldest one waits */
  oldestAt: Date | undefined
  /** when the next one that waits may begin */
  nextAt: Date | undefined
}

interface JobRow {
  name: string
  waiting: number
  running: number
  retrying: number
  dead: number
  oldest: Date | null
  next: Date | null
}

/** Jobs of one workspace, by what they were told; nothing of others is counted. Every kind that a workspace has gets its row. */
export async function readJobsOf(database: Database, workspaceId: string): Promise<JobFigures[]> {
  const jobs = await readJobs(database, "WHERE data->>'workspaceId' = $1", [workspaceId])
  return jobs.filter(({ name }) => 'workspaceId' in JOBS[name].shape)
}

/** Jobs of the whole installation, for its figures. */
export function readAllJobs(database: Database): Promise<JobFigures[]> {
  return readJobs(database, '', [])
}

async function readJobs(database: Database, where: string, values: string[]): Promise<JobFigures[]> {
  const { rows } = await database.executeSql(
    `SELECT name, count(*) FILTER (WHERE state = 'created')::int AS waiting,
       count(*) FILTER (WHERE state = 'active')::int AS running, count(*) FILTER (WHERE state = 'retry')::int AS retrying,
       count(*) FILTER (WHERE state = 'failed')::int AS dead,
       min(created_on) FILTER (WHERE state IN ('created', 'retry')) AS oldest,
       min(start_after) FILTER (WHERE state IN ('created', 'retry')) AS next
     FROM (SELECT name, state::text, data, created_on, start_after FROM pgboss.job
           UNION ALL SELECT name, state::text, data, created_on, start_after FROM pgboss.archive
             WHERE state = 'failed') AS job
     ${where} GROUP BY name`,
    values,
  )
  const found = new Map((rows as JobRow[]).map((row) => [row.name, row]))
  return (Object.keys(JOBS) as JobName[]).map((name) => {
    const { waiting = 0, running = 0, retrying = 0, dead = 0, oldest, next } = found.get(name) ?? {}
    return { name, waiting, running, retrying, dead, oldestAt: oldest ?? undefined, nextAt: next ?? undefined }
  })
}
