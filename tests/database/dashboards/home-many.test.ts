// The home page of a workspace with more relationships than it shows. `npm run bench:home` measures it with 10,000 of them.
import { expect, test } from 'vitest'
import { findHomeStudy, readStandingsPage } from '#app/dashboards/standings/read-home.server'
import { readStandingChoice, STANDING_ONLY, STANDING_SORTS } from '#app/dashboards/standings/standing-choice'
import { EVERYTHING, findReach } from '#app/people/find-reach.server'
import { countSince, listSignals, summarizeSignals } from '#app/signals/signals.server'
import { fillPortfolio } from '#tests/factories/fill-portfolio'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase({ ofItsOwn: true })

/** The same as the textbook has it, of these relationships or of all. */
async function readStandings(rows: readonly { relationshipId: string }[] | undefined) {
  const standings = await db.prisma.standing.findMany({
    where: {
      trustPeople: { not: null },
      ...(rows && { relationshipId: { in: rows.map((row) => row.relationshipId) } }),
    },
  })
  const total = (read: (one: (typeof standings)[number]) => number) =>
    standings.reduce((sum, one) => sum + read(one), 0)
  const size = (one: (typeof standings)[number]) => one.trustPeople ?? Number.NaN
  const mean = (one: (typeof standings)[number]) => one.mutualTrust ?? Number.NaN
  const center = total((one) => size(one) * mean(one)) / total(size)
  const within = total((one) => one.trustSquares) / total((one) => one.trustDegrees)
  const n0 = (total(size) - total((one) => size(one) ** 2) / total(size)) / (standings.length - 1)
  const msBetween = total((one) => size(one) * (mean(one) - center) ** 2) / (standings.length - 1)
  const between = Math.max(0, (msBetween - within) / n0)
  return {
    ranked: new Map(
      standings.map((one) => {
        const weight = between / (between + within / size(one))
        return [one.relationshipId, weight * mean(one) + (1 - weight) * center]
      }),
    ),
  }
}

test('home pages through all relationships, sorted and filtered, and what is withheld comes last', async () => {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  await fillPortfolio(db.prisma, { workspaceId, relationships: 120, waves: 2 })
  const look = async (url: string, within = EVERYTHING) => {
    const choice = readStandingChoice(`https://thiqa.example/${url}`)
    const study = await findHomeStudy(db.prisma, { workspaceId, within }, choice.study)
    if (!study) throw new Error('there is no study')
    const reader = { workspaceId, within }
    const page = await readStandingsPage(db.prisma, { ...reader, studyId: study.id, minimum: 3 }, choice)
    const signals = await summarizeSignals(db.prisma, reader, 8)
    const { rows, total } = await listSignals(db.prisma, reader, { kind: undefined, isCleared: false }, 1)
    expect(signals.total).toBe(total)
    expect(signals.rows).toEqual(rows.slice(0, 8))
    await countSince(db.prisma, reader, study.publishedAt)
    return page
  }
  const all = await look('')
  expect(all.list.rows).toHaveLength(50)
  expect(all.summary.relationships).toBe(all.list.total)
  const ranked = all.list.rows.map((row) => row.ranked ?? 101)
  expect(ranked).toEqual(ranked.toSorted((a, b) => a - b))
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

  // it is ranked by what he reads alone: means of the others do not come in
  const narrow = (await readStandings(own.list.rows)).ranked
  for (const row of own.list.rows) expect(row.ranked ?? -1).toBeCloseTo(narrow.get(row.relationshipId) ?? -1, 9)
  const wide = (await readStandings(undefined)).ranked
  for (const row of all.list.rows) expect(row.ranked ?? -1).toBeCloseTo(wide.get(row.relationshipId) ?? -1, 9)
  expect(own.list.rows.some(({ ranked: value, mutualTrust }) => value !== mutualTrust)).toBe(true)
  expect(own.list.rows.some((row) => Math.abs((row.ranked ?? 0) - (wide.get(row.relationshipId) ?? 0)) > 0.1)).toBe(
    true,
  )

  // the spreads of too few people draw nothing
  await db.prisma.standing.updateMany({ where: { workspaceId }, data: { trustDegrees: 0 } })
  const some = all.list.rows.slice(0, 4).map(({ relationshipId }) => relationshipId)
  await db.prisma.standing.updateMany({
    where: { workspaceId, relationshipId: { in: some } },
    data: { trustDegrees: 4 },
  })
  for (const { ranked: value, mutualTrust } of (await look('')).list.rows) expect(value).toBe(mutualTrust)

  for (const sort of STANDING_SORTS) await look(`?sort=${sort}&order=desc`)
  for (const only of STANDING_ONLY) await look(`?only=${only}`)
})
