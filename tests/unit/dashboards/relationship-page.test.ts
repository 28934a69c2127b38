import { expect, test } from 'vitest'
import { agreementRows, heatOf } from '#app/dashboards/function-rows'
import { healthParts, keyFigures } from '#app/dashboards/relationship/key-figures'
import { sectionsOf } from '#app/dashboards/relationship/sections'
import { readTimeAssumptions, timeCosts } from '#app/dashboards/relationship/time-cost'
import { largestMove } from '#app/dashboards/relationship/timeline'
import { relationshipHistory } from '#app/dashboards/relationship-history'
import type { EvidenceEvent } from '#app/evidence/evidence-event'
import { USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import { makeResultTable } from './make-result-table'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
type Cells = NonNullable<Parameters<typeof makeResultTable>[0]>['cells']
const tablesOf = (...waves: NonNullable<Cells>[]) =>
  waves.map((cells, place) => {
    const table = makeResultTable({ wave: place + 1, cells })
    return { ...table, wave: { ...table.wave, publishedAt: day(`2026-0${3 * place + 1}-01`) } }
  })
const historyOf = (...waves: NonNullable<Cells>[]) => relationshipHistory(tablesOf(...waves))
const event = (on: string, lane: EvidenceEvent['lane'], isBad = false): EvidenceEvent => ({
  ...{ id: `${on} ${lane}`, day: day(on), lane, word: 'x', side: 'buyer', text: '', isBad },
})

test('the largest move of trust comes with what was recorded between its two waves, and with nothing else', () => {
  const history = historyOf(
    { 'buyer.trust': { mean: 70, low: 66, high: 74 }, 'supplier.trust': 60 },
    { 'buyer.trust': { mean: 50, low: 44, high: 56 }, 'supplier.trust': 66 },
    { 'buyer.trust': 'withheld', 'supplier.trust': 90 },
  )
  const events = [
    ...[event('2026-01-01', 'ideas'), event('2026-02-01', 'complaints', true), event('2026-04-01', 'promises', true)],
    event('2026-04-02', 'talks'),
  ]
  expect(largestMove(history.slice(0, 2), events)).toEqual({
    ...{ side: 'buyer', points: -20, from: 1, to: 2, isClear: true, bad: 2 },
    // the day of the first wave is before, that of the second within
    events: [
      { lane: 'promises', count: 1 },
      { lane: 'complaints', count: 1 },
    ],
  })
  // without an interval nobody can say that chance does not explain it
  expect(largestMove(history, events)).toMatchObject({ side: 'supplier', points: 24, from: 2, to: 3, isClear: false })
  expect(largestMove(history.slice(0, 1), events)).toBeUndefined()
  expect(largestMove(historyOf({ 'buyer.trust': 'withheld' }, { 'buyer.trust': 10 }), events)).toBeUndefined()
})

test('sections hold both sides of what was asked, each of the newest wave that asked, and leave out the rest', () => {
  const sections = sectionsOf(
    tablesOf(
      {
        'buyer.information': 60,
        'supplier.information': 'withheld',
        'both.information_gap': 'withheld',
        'buyer.adversarial': 20,
      },
      { 'buyer.information': 70, 'supplier.information': 64, 'both.information_gap': 6 },
    ),
  )
  expect(sections.map(({ name }) => name)).toEqual(['both-ways', 'bargaining'])
  expect(sections[0]?.rows).toMatchObject([
    { index: 'information', wave: 2, buyer: { mean: 70 }, supplier: { mean: 64 }, gap: { mean: 6 } },
  ])
  expect(sections[1]?.rows).toMatchObject([
    { index: 'adversarial', wave: 1, buyer: { mean: 20 }, supplier: { status: 'withheld' }, gap: null },
  ])
})

test('figures and parts of health come from the newest wave that has them', () => {
  const tables = tablesOf({ 'both.health': 61, 'buyer.trust': 55, 'both.trust_gap': -8 }, { 'both.trust_gap': 3 })
  expect(keyFigures(tables)).toMatchObject([
    { index: 'health', wave: 1, view: { mean: 61 } },
    { index: 'trust_gap', wave: 2, view: { mean: 3 } },
  ])
  expect(healthParts(tables, USUAL_HEALTH_WEIGHTS)[0]).toMatchObject({
    ...{ part: 'trust', weight: 30, buyer: { mean: 55 }, supplier: { status: 'withheld' } },
  })
  expect(healthParts(tables.slice(1), USUAL_HEALTH_WEIGHTS)).toEqual([])
})

test('the cost of unproductive time is people × hours × 13 × share × rate; above a quarter is told apart', () => {
  const history = historyOf({ 'buyer.unproductive': 45, 'supplier.unproductive': 20 })
  const assumed = readTimeAssumptions('https://x.test/?people=10&hours=20&rate=50')
  expect(timeCosts(history, assumed)).toEqual([
    { side: 'buyer', share: 45, hours: 1170, money: 58_500, hoursAbove: 520, moneyAbove: 26_000 },
    { side: 'supplier', share: 20, hours: 520, money: 26_000, hoursAbove: 0, moneyAbove: 0 },
  ])
  const [strict] = timeCosts(historyOf({ 'buyer.unproductive': 45 }), { ...assumed, reference: 40 })
  expect(strict).toMatchObject({ hoursAbove: 130, moneyAbove: 6500 })
  const usual = readTimeAssumptions('https://x.test/')
  expect(usual.reference).toBe(25)
  expect(readTimeAssumptions('https://x.test/?reference=101')).toEqual(usual)
  for (const nonsense of ['?people=-1', '?people=many', '?people=', '?people=1e99', '?people=NaN'])
    expect(readTimeAssumptions(`https://x.test/${nonsense}`)).toEqual(usual)
  expect(timeCosts(historyOf({ 'buyer.unproductive': 'withheld' }), assumed)).toEqual([])
})

test('the heat map shades what is better or worse, and tells agreement only where a spread was released', () => {
  const released = (mean: number) =>
    ({
      status: 'released',
      n: 4,
      nTo: null,
      effectiveN: null,
      mean,
      low: null,
      high: null,
      waves: null,
      indicative: null,
    }) as const
  expect([0, 20, 59, 80, 100].map((mean) => heatOf('trust', released(mean)))).toEqual(
    [0, 1, 2, 4, 4].map((step) => `heat-${step}`),
  )
  expect(heatOf('adversarial', released(90))).toBe('heat-0')
  expect(heatOf('dependence', released(90))).toBe('')
  expect(heatOf('trust', { status: 'withheld' })).toBe('')
  const [table] = tablesOf({ 'buyer.trust': { mean: 50, n: 4, sd: 100 / 6 }, 'supplier.trust': 40 })
  if (!table) throw new Error('there is no table')
  expect(agreementRows(table, ['trust', 'voice'])).toEqual([
    { side: 'buyer', values: { trust: 75, voice: null } },
    { side: 'supplier', values: { trust: null, voice: null } },
  ])
})
