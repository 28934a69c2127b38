// How long publication takes, and how much memory: `npm run bench:publish`, or BENCH_RESPONSES=1000000 for ten times that.
// The command limits the heap: without a limit V8 lets garbage pile up to half a gigabyte before it looks, and what is
// measured is how much memory there was, not how much was needed.
import { expect, test } from 'vitest'
import { inWorkspace } from '#app/db/wall/view.server'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { scoreResponse } from '#app/instruments/score-response'
import { findTemplate } from '#app/instruments/templates'
import { makeAnswers } from '#tests/factories/make-answers'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase({ ofItsOwn: true, onDisk: !process.env.BENCH_MEMORY })
const responses = Number(process.env.BENCH_RESPONSES ?? 0)
/** on each side of a relationship */
const PEOPLE = 5

test.runIf(responses > 0)(
  `publishes ${responses} responses`,
  async () => {
    const { id: workspaceId } = await makeWorkspace(db.prisma)
    const study = await makeStudy(db.prisma, { workspaceId, audience: 'shared' })
    const wave = await makeWave(db.prisma, { workspaceId, studyId: study.id })
    await fill(workspaceId, wave.id, Math.ceil(responses / (2 * PEOPLE)))
    const where = { workspaceId_id: { workspaceId, id: wave.id } }
    await db.prisma.wave.update({ where, data: { state: 'closing', closedAt: new Date() } })

    const read = await timed(
      () => db.prisma.$queryRaw`
      SELECT count(r.scores::text) FROM response r WHERE r.workspace_id = ${workspaceId}::uuid`,
    )
    const before = process.memoryUsage().rss
    let peak = before
    const cpuBefore = process.cpuUsage()
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 50)
    const published = await timed(() =>
      // as the job does: bound by the wall between workspaces
      inWorkspace(workspaceId, () => publishWave(db.prisma, { workspaceId, waveId: wave.id, now: new Date() })),
    )
    clearInterval(watch)
    // beside other programs the clock says less than the work done; of PostgreSQL's part it knows nothing
    const { user, system } = process.cpuUsage(cpuBefore)
    console.log({
      ...{
        responses,
        seconds: published.seconds,
        processorSeconds: (user + system) / 1e6,
        secondsToReadThem: read.seconds,
      },
      ...{ megabytesAboveBefore: Math.round((peak - before) / 1e6), result: published.result },
    })
    expect(published.result).toMatchObject({ ok: true, responses: Math.ceil(responses / (2 * PEOPLE)) * 2 * PEOPLE })
  },
  3_600_000,
)

async function timed<T>(run: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now()
  const result = await run()
  return { seconds: Math.round(performance.now() - start) / 1000, result }
}

/** Relationships of a hundred firms with each other, everybody asked about one of them; written in plain SQL. */
async function fill(workspaceId: string, waveId: string, relationships: number): Promise<void> {
  const instrument = findTemplate('relationship-core', 1)?.instrument
  if (!instrument) throw new Error('the core instrument is not shipped')
  const kinds = [1, 3, 5, 7].map((trust) => {
    const answers = makeAnswers({ trust_1: trust })
    return JSON.stringify({ answers, scores: scoreResponse(instrument, answers) })
  })
  const count = relationships * 2 * PEOPLE
  const { prisma } = db
  // ids follow from numbers, so that each table finds the others
  const run = (sql: string) => prisma.$executeRawUnsafe(sql, workspaceId)
  await prisma.$executeRawUnsafe(
    `CREATE FUNCTION bench_id(kind int, number int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$`,
  )
  await run(`INSERT INTO organization (workspace_id, id, code, name)
    SELECT $1::uuid, bench_id(1, n), 'F' || n, 'Firm ' || n FROM generate_series(1, 200) n`)
  await run(`INSERT INTO relationship (workspace_id, id, code, buyer_id, supplier_id, category)
    SELECT $1::uuid, bench_id(2, n), 'R' || n, bench_id(1, 1 + n % 100), bench_id(1, 101 + n % 97), 'Category ' || n % 12
    FROM generate_series(1, ${relationships}) n`)
  await run(`INSERT INTO participant (workspace_id, id, organization_id, email, name, language, function)
    SELECT $1::uuid, bench_id(3, n), bench_id(1, CASE WHEN n % 2 = 0 THEN 1 + r % 100 ELSE 101 + r % 97 END),
      'p' || n || '@firm.test', 'Person ' || n, 'en', (ARRAY['purchasing', 'quality', 'engineering'])[1 + n % 3]
    FROM generate_series(1, ${count}) n, LATERAL (SELECT 1 + n / ${2 * PEOPLE} % ${relationships} AS r) x`)
  await run(`INSERT INTO invitation (workspace_id, id, wave_id, participant_id, token_hash, language)
    SELECT $1::uuid, bench_id(4, n), '${waveId}'::uuid, bench_id(3, n), sha256(n::text::bytea), 'en' FROM generate_series(1, ${count}) n`)
  await run(`INSERT INTO assignment (workspace_id, id, invitation_id, wave_id, relationship_id, side, position)
    SELECT $1::uuid, bench_id(5, n), bench_id(4, n), '${waveId}'::uuid, bench_id(2, 1 + n / ${2 * PEOPLE} % ${relationships}),
      CASE WHEN n % 2 = 0 THEN 'buyer' ELSE 'supplier' END, 0 FROM generate_series(1, ${count}) n`)
  const list = kinds.map((kind) => `'${kind}'::jsonb`).join(', ')
  await run(`INSERT INTO response (workspace_id, id, wave_id, relationship_id, side, function, language, instrument_name,
      instrument_version, answers, scores, submitted_at)
    SELECT $1::uuid, a.id, a.wave_id, a.relationship_id, a.side, 'purchasing', 'en', 'relationship-core', 1,
      k.kind->'answers', k.kind->'scores', now()
    FROM (SELECT *, row_number() OVER () AS n FROM assignment WHERE workspace_id = $1::uuid) a,
      LATERAL (SELECT (ARRAY[${list}])[1 + a.n % 4] AS kind) k`)
}
