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

  for (const sort of STANDING_SORTS) await look(`?sort=${sort}&order=desc`)
  for (const only of STANDING_ONLY) await look(`?only=${only}`)
})
