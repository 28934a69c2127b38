// The home page of a workspace with many relationships: what it reads, and how fast. `npm run bench:home` takes 10,000 of them
// over 20 waves; the suite takes a few.
import { expect, test } from 'vitest'
import { findHomeStudy, readStandingsPage } from '#app/dashboards/standings/read-home.server'
import { readStandingChoice, STANDING_ONLY, STANDING_SORTS } from '#app/dashboards/standings/standing-choice'
import { EVERYTHING, findReach } from '#app/people/find-reach.server'
import { countSignals, countSince, listSignals } from '#app/signals/signals.server'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const RELATIONSHIPS = Number(process.env.BENCH_RELATIONSHIPS ?? 120)
const WAVES = Number(process.env.BENCH_WAVES ?? 2)
const IS_BENCH = process.env.BENCH_RELATIONSHIPS !== undefined
const LOOKS = IS_BENCH ? 200 : 1
const db = useDatabase({ ofItsOwn: true })

/** Written in bulk: published values of every wave, standings of the newest, and signals about one relationship in five. */
async function fill() {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const study = await makeStudy(db.prisma, { workspaceId })
  const run = (text: string, ...values: unknown[]) => db.prisma.$executeRawUnsafe(text, workspaceId, ...values)
  const firms = Math.max(10, Math.round(RELATIONSHIPS / 20))
  await run(
    `INSERT INTO organization (workspace_id, id, code, name) SELECT $1::uuid, gen_random_uuid(), 'F' || n, 'Firm ' || n FROM generate_series(1, ${firms}) n`,
  )
  await run(`INSERT INTO relationship (workspace_id, id, code, buyer_id, supplier_id, category, annual_spend, currency)
    SELECT $1::uuid, gen_random_uuid(), 'R' || n, b.id, s.id, 'Category ' || n % 12, (n * 7919) % 5000000, 'EUR'
    FROM generate_series(1, ${RELATIONSHIPS}) n
    JOIN organization b ON b.workspace_id = $1::uuid AND b.code = 'F' || (1 + n % ${firms})
    JOIN organization s ON s.workspace_id = $1::uuid AND s.code = 'F' || (1 + (n * 31 + 1) % ${firms}) WHERE b.id <> s.id`)
  await run(
    `INSERT INTO study_relationship (workspace_id, id, study_id, relationship_id)
     SELECT $1::uuid, gen_random_uuid(), $2::uuid, id FROM relationship WHERE workspace_id = $1::uuid`,
    study.id,
  )
  let waveId = ''
  for (let number = 1; number <= WAVES; number++) {
    const wave = await makeWave(db.prisma, {
      workspaceId,
      studyId: study.id,
      number,
      state: 'closed',
      closedAt: new Date(),
    })
    waveId = wave.id
    await run(
      `INSERT INTO participation (workspace_id, id, wave_id, relationship_id, side, invited, answered, category)
       SELECT $1::uuid, gen_random_uuid(), $2::uuid, id, side, 5, 4, category
       FROM relationship, (VALUES ('buyer'), ('supplier')) AS sides (side) WHERE workspace_id = $1::uuid`,
      waveId,
    )
    await db.prisma.$transaction(
      async (tx) => {
        await tx.$executeRawUnsafe(`SET LOCAL thiqa.publishing = '${waveId}'`)
        await tx.$executeRawUnsafe(
          `INSERT INTO released_row (workspace_id, id, wave_id, scope, scope_key, relationship_id, side, function, measure, method_version, cells)
           SELECT $1::uuid, gen_random_uuid(), $2::uuid, 'relationship', id::text, id, side, '', 'level', 3,
             jsonb_build_object('trust', jsonb_build_object('n', 3, 'nTo', 4, 'mean', (abs(hashtext(id::text || side || $2)) % 100)))
           FROM relationship, (VALUES ('buyer'), ('supplier')) AS sides (side) WHERE workspace_id = $1::uuid`,
          workspaceId,
          waveId,
        )
      },
      { timeout: 600_000 },
    )
    await db.prisma.wave.update({
      where: { workspaceId_id: { workspaceId, id: waveId } },
      data: { state: 'published', publishedAt: new Date(Date.UTC(2021, 3 * number, 1)) },
    })
  }
  await run(
    `INSERT INTO standing (workspace_id, id, study_id, relationship_id, wave_id, seen_by, buyer_trust, supplier_trust, mutual_trust, gap,
       asymmetry, unproductive, moved, buyer_invited, buyer_answered, supplier_invited, supplier_answered, invited_before, answered_before)
     SELECT $1::uuid, gen_random_uuid(), $2::uuid, id, $3::uuid, 'all', h % 100, CASE WHEN h % 7 = 0 THEN NULL ELSE (h / 100) % 100 END,
       CASE WHEN h % 7 = 0 THEN NULL ELSE (h % 100 + (h / 100) % 100) / 2.0 END, 0, (h / 10000) % 100 - 50, (h / 7) % 60,
       (h / 3) % 3 - 1, 5, 4, 5, CASE WHEN h % 7 = 0 THEN 1 ELSE 4 END, 10, 9
     FROM (SELECT id, abs(hashtext(id::text)) AS h FROM relationship WHERE workspace_id = $1::uuid) AS drawn`,
    study.id,
    waveId,
  )
  await run(
    `INSERT INTO signal (workspace_id, id, relationship_id, study_id, kind, side, seen_by, open_key, severity, word, lines, raised_lines,
       owner_side, since_at, raised_at)
     SELECT $1::uuid, gen_random_uuid(), id, $2::uuid, 'haggling', 'buyer', 'all', id::text, 2, 'unproductive', '[]', '[]', 'supplier', now(), now()
     FROM relationship WHERE workspace_id = $1::uuid AND abs(hashtext(id::text)) % 5 = 0`,
    study.id,
  )
  await db.prisma.$executeRawUnsafe('ANALYZE relationship, standing, signal, organization, released_row, participation')
  return { workspaceId, studyId: study.id }
}

test('home pages through all relationships, sorted and filtered, and what is withheld comes last', async () => {
  const { workspaceId } = await fill()
  const look = async (url: string, within = EVERYTHING) => {
    const choice = readStandingChoice(`https://thiqa.example/${url}`)
    const study = await findHomeStudy(db.prisma, { workspaceId, within }, choice.study)
    if (!study) throw new Error('there is no study')
    const reader = { workspaceId, within }
    const page = await readStandingsPage(db.prisma, { ...reader, studyId: study.id, minimum: 3 }, choice)
    await countSignals(db.prisma, reader)
    await listSignals(db.prisma, reader, { kind: undefined, isCleared: false }, 1, 8)
    await countSince(db.prisma, reader, study.publishedAt)
    return page
  }
  const all = await look('')
  expect(all.list.rows).toHaveLength(50)
  expect(all.summary.relationships).toBe(all.list.total)
  const trusts = all.list.rows.map(({ mutualTrust }) => mutualTrust ?? 101)
  expect(trusts).toEqual(trusts.toSorted((a, b) => a - b))
  const last = await look(`?page=${Math.ceil(all.list.total / 50)}`)
  expect(last.list.rows.at(-1)?.mutualTrust).toBeNull()
  expect(all.summary.shortSides).toBe(all.summary.withheldSides)
  expect(all.points.reduce((sum, { count }) => sum + count, 0)).toBe(all.summary.told)
  const groups = (await look('?group=category')).groups
  expect(groups.reduce((sum, { relationships }) => sum + relationships, 0)).toBe(all.list.total)
  const one = await look(`?group=category&key=${encodeURIComponent(groups[0]?.key ?? '')}`)
  expect(one.list.total).toBe(groups[0]?.relationships)
  const warning = await look('?only=warning')
  expect(warning.list.rows.every(({ signals }) => signals > 0)).toBe(true)
  expect((await look('?q=%25')).list.total).toBe(0)
  // a manager of one category reads that alone
  const reach = { seesAll: false, firmId: null, organizationIds: [], relationshipIds: [], categories: ['Category 3'] }
  const own = await look('', findReach(workspaceId, { role: 'manager', reach }))
  expect(new Set(own.list.rows.map(({ category }) => category))).toEqual(new Set(['Category 3']))
  expect(own.summary.relationships).toBe(own.list.total)

  const urls = [
    '',
    '?page=7',
    ...STANDING_SORTS.map((sort) => `?sort=${sort}&order=desc`),
    ...STANDING_ONLY.map((only) => `?only=${only}`),
    ...['?group=buyer', '?group=category', '?group=owner', '?q=Firm%201'],
  ]
  const times: { url: string; milliseconds: number }[] = []
  for (let i = 0; i < LOOKS; i++)
    for (const url of IS_BENCH ? [urls[i % urls.length] ?? ''] : urls) {
      const begin = performance.now()
      await look(url)
      times.push({ url, milliseconds: performance.now() - begin })
    }
  if (!IS_BENCH) return
  const sorted = times.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
  const worst = times.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 5)
  console.info(
    `home, ${RELATIONSHIPS} relationships × ${WAVES} waves, ${db.kind}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`,
    worst.map(({ url, milliseconds }) => `${url || '/'} ${Math.round(milliseconds)}`).join(', '),
  )
}, 1_800_000)
