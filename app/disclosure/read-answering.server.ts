import type { Db } from '#app/db/database.server'
import { QUALITY_FLAGS, type QualityFlag } from '#app/responses/quality-flags'

/** How a wave was answered, in counts. Nobody's single response can be seen in it. */
export interface WaveAnswering {
  number: number
  isTrial: boolean
  state: string
  /** undefined where fewer people answered than the promise wants for anything to be shown */
  counts:
    | {
        responses: number
        /** of the time that pages were open, all pages of a response together; undefined where no times are known */
        medianSeconds: number | undefined
        /** responses of people who came back after half an hour and more */
        returned: number
        flags: Record<QualityFlag, number>
      }
    | undefined
}

interface WaveRow {
  id: string
  number: number
  isTrial: boolean
  state: string
  minimum: number
  responses: number
  medianSeconds: number | null
  returned: number
}

/** Signs of careless answering as counts per wave of a study, newest first. */
export async function readAnswering(db: Db, workspaceId: string, studyId: string): Promise<WaveAnswering[]> {
  const waves = await db.$queryRaw<WaveRow[]>`
    SELECT w.id, w.number, w.is_trial AS "isTrial", w.state, w.minimum_group_size AS minimum, count(r.id)::int AS responses,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY t.seconds) AS "medianSeconds",
           count(*) FILTER (WHERE (r.paradata->>'returns')::int > 0)::int AS returned
    FROM wave w
    LEFT JOIN response r ON r.workspace_id = w.workspace_id AND r.wave_id = w.id
    LEFT JOIN LATERAL (SELECT sum(s.value::float) AS seconds FROM jsonb_each_text(r.paradata->'seconds') s) t ON true
    WHERE w.workspace_id = ${workspaceId}::uuid AND w.study_id = ${studyId}::uuid
    GROUP BY w.workspace_id, w.id
    ORDER BY w.opened_at DESC, w.number DESC`
  const flags = await db.$queryRaw<{ waveId: string; flag: string; count: number }[]>`
    SELECT r.wave_id AS "waveId", f.flag, count(*)::int AS count
    FROM wave w
    JOIN response r ON r.workspace_id = w.workspace_id AND r.wave_id = w.id
    CROSS JOIN LATERAL jsonb_array_elements_text(r.flags) AS f(flag)
    WHERE w.workspace_id = ${workspaceId}::uuid AND w.study_id = ${studyId}::uuid
    GROUP BY r.wave_id, f.flag`
  const countOf = (waveId: string, flag: string) =>
    flags.find((row) => row.waveId === waveId && row.flag === flag)?.count ?? 0
  return waves.map(({ id, number, isTrial, state, minimum, responses, medianSeconds, returned }) => ({
    ...{ number, isTrial, state },
    counts:
      responses < minimum || responses === 0
        ? undefined
        : {
            ...{ responses, returned },
            medianSeconds: medianSeconds ?? undefined,
            flags: Object.fromEntries(QUALITY_FLAGS.map((flag) => [flag, countOf(id, flag)])) as Record<
              QualityFlag,
              number
            >,
          },
  }))
}
