import { z } from 'zod'

const workspaceId = z.uuid()

/** Every kind of background work: its name and what it must be told. Handlers stand apart in handlers.server.ts. */
export const JOBS = {
  'deliver-mail': z.object({ workspaceId }),
  'send-webhooks': z.object({ workspaceId }),
  'publish-wave': z.object({ workspaceId, waveId: z.uuid() }),
  /** looks at all relationships of a workspace: how they stand, and what warns */
  'refresh-signals': z.object({ workspaceId }),
  /** looks at one relationship, after something was recorded about it */
  'refresh-signals-of': z.object({ workspaceId, relationshipId: z.uuid() }),
  /** does what is due in a study: opens, reminds, closes, plans on */
  'advance-study': z.object({ workspaceId, studyId: z.uuid() }),
  /** takes the mails that came back; of the whole installation */
  'read-bounces': z.object({}),
  /** looks whether figures over all workspaces that share theirs can be told; of the whole installation */
  'pool-benchmarks': z.object({}),
  /** writes a data file that somebody asked for */
  'write-export': z.object({ workspaceId, exportId: z.uuid() }),
}

/** A handler that has not come back after so many seconds is taken for dead and called again; 15 minutes where nothing is said. */
export const LONGEST_SECONDS: Partial<Record<JobName, number>> = {
  'publish-wave': 6 * 3600,
  'refresh-signals': 3600,
  'write-export': 6 * 3600,
}

export type JobName = keyof typeof JOBS
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]>

/** Two jobs with the same key that both wait are one job. */
export function jobKey<Name extends JobName>(payload: JobPayload<Name>): string {
  const fields: Record<string, string> = payload
  return Object.keys(fields)
    .sort()
    .map((name) => fields[name])
    .join(' ')
}
