import type { Db } from '#app/db/database.server'
import { loadTemplate } from '#app/instruments/load-template.server'
import { pipeText } from '#app/instruments/pipe-text'
import { templateText } from '#app/instruments/template'
import type { DeviceClass } from '#app/responses/paradata'
import { QUALITY_FLAGS, type QualityFlag } from '#app/responses/quality-flags'

/** How a wave was answered, in counts. Nobody's single response can be seen in it. */
export interface WaveAnswering {
  number: number
  isTrial: boolean
  state: string
  /** undefined where fewer people answered than the promise wants for anything to be shown */
  responses: number | undefined
  /** undefined also for fewer than ten responses, and until the wave is published: it can be opened again, and what a count gains at once would tell how the last person answered */
  counts: AnsweringCounts | undefined
}

export interface AnsweringCounts {
  /** of the time that pages were open, all pages of a response together; undefined where no times are known */
  medianSeconds: number | undefined
  /** the same by page, known by its first section; without pages that fewer people saw than the promise wants */
  pageSeconds: Record<string, number>
  /** responses of people who came back after half an hour and more */
  returned: number
  flags: Record<QualityFlag, number>
  /** without those that few people used, and without what could be subtracted to find those */
  devices: Partial<Record<DeviceClass, number>>
  languages: Record<string, number>
}

/** Among fewer people than this a sign of careless answering would point at somebody. */
const FEWEST_FOR_COUNTS = 10

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

/** One count or median of a wave: of a flag, a device, a language or a page. */
interface PartRow {
  waveId: string
  part: string
  key: string
  value: number
  responses: number
}

/** How the waves of a study were answered, newest first. */
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
  const parts = await db.$queryRaw<PartRow[]>`
    SELECT r.wave_id AS "waveId", p.part, p.key, count(*)::int AS responses,
           CASE p.part WHEN 'page' THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY p.seconds) ELSE count(*) END::float AS value
    FROM wave w
    JOIN response r ON r.workspace_id = w.workspace_id AND r.wave_id = w.id
    CROSS JOIN LATERAL (
      SELECT 'flag' AS part, f.flag AS key, NULL::float AS seconds FROM jsonb_array_elements_text(r.flags) AS f(flag)
      UNION ALL SELECT 'language', r.language, NULL
      UNION ALL SELECT 'device', coalesce(r.paradata->>'device', 'other'), NULL
      UNION ALL SELECT 'page', s.key, s.value::float FROM jsonb_each_text(r.paradata->'seconds') s) p
    WHERE w.workspace_id = ${workspaceId}::uuid AND w.study_id = ${studyId}::uuid AND w.state = 'published'
    GROUP BY r.wave_id, p.part, p.key
    ORDER BY p.key`
  return waves.map((wave) => {
    const { number, isTrial, state, minimum, responses } = wave
    const isShown = responses >= Math.max(1, minimum)
    const own = parts.filter(({ waveId }) => waveId === wave.id)
    return {
      ...{ number, isTrial, state },
      responses: isShown ? responses : undefined,
      counts:
        state === 'published' && responses >= Math.max(FEWEST_FOR_COUNTS, minimum) ? countsOf(wave, own) : undefined,
    }
  })
}

function countsOf(
  { medianSeconds, returned, minimum, responses }: WaveRow,
  parts: readonly PartRow[],
): AnsweringCounts {
  const valuesOf = (part: string, fewest = 1) =>
    Object.fromEntries(
      parts.filter((row) => row.part === part && row.responses >= fewest).map(({ key, value }) => [key, value]),
    )
  const each = <Key extends string>(keys: readonly Key[], values: Record<string, number>) =>
    Object.fromEntries(keys.map((key) => [key, values[key] ?? 0])) as Record<Key, number>
  return {
    medianSeconds: medianSeconds ?? undefined,
    pageSeconds: valuesOf('page', minimum),
    returned,
    flags: each(QUALITY_FLAGS, valuesOf('flag')),
    devices: largeEnough(valuesOf('device'), responses, minimum),
    languages: largeEnough(valuesOf('language'), responses, minimum),
  }
}

/**
 * Those parts of a whole that enough people are in, where those outside of it, and all that is left out together, are
 * nobody or enough people.
 */
function largeEnough(counts: Record<string, number>, whole: number, minimum: number): Record<string, number> {
  const isSafe = (count: number) => count === 0 || count >= minimum
  const shown = Object.entries(counts)
    .filter(([, count]) => count >= minimum && isSafe(whole - count))
    .sort(([, a], [, b]) => b - a)
  while (shown.length > 0 && !isSafe(whole - shown.reduce((sum, [, count]) => sum + count, 0))) shown.pop()
  return Object.fromEntries(shown)
}

/** The sections of a study's questionnaires in their order, with their titles: pages are known by their first one. */
export async function readSectionTitles(
  db: Db,
  { workspaceId, studyId, language }: { workspaceId: string; studyId: string; language: string },
): Promise<{ id: string; title: string }[]> {
  const study = await db.study.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    select: { ...INSTRUMENT, waves: { select: INSTRUMENT, distinct: ['instrumentName', 'instrumentVersion'] } },
  })
  const titles = new Map<string, string>()
  for (const asked of [study, ...study.waves]) {
    const template = await loadTemplate(db, asked)
    const text = templateText(template, language)
    for (const { id } of template.instrument.sections)
      if (!titles.has(id)) titles.set(id, pipeText(text.sections[id]?.title ?? id, { partner: '…', wave: '…' }))
  }
  return [...titles].map(([id, title]) => ({ id, title }))
}

const INSTRUMENT = { workspaceId: true, instrumentName: true, instrumentVersion: true } as const
