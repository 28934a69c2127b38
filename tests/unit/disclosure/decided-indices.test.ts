import { expect, test } from 'vitest'
import { decidedIndices, indicesTold } from '#app/disclosure/decided-indices'
import { AUDIENCES } from '#app/studies/promise'

const SERVICE = ['service_received', 'service_importance', 'service_gap']
const HOURS = ['trust', 'unproductive', 'time_hours']

test('a difference of two scores has groups, waves and pools only where answers are seen by company name', () => {
  for (const audience of AUDIENCES) {
    const isMean = Object.fromEntries(
      indicesTold(SERVICE, audience).map(({ id, isMeanOfScores }) => [id, isMeanOfScores]),
    )
    const expected = { service_importance: true, service_received: true, service_gap: audience === 'attributed' }
    expect(isMean, audience).toEqual(expected)
  }
})

test('behind an index are those whose answers have it', () => {
  const isIn = (
    index: string,
    scores: Record<string, number | null>,
    audience: (typeof AUDIENCES)[number] = 'shared',
  ) =>
    decidedIndices(indicesTold([...SERVICE, ...HOURS], audience))
      .find(({ id }) => id === index)
      ?.isIn(scores)
  expect(isIn('trust', { trust: 0 })).toBe(true)
  expect(isIn('trust', { trust: null })).toBe(false)
  expect(isIn('trust', {})).toBe(false)
  for (const audience of AUDIENCES) {
    expect(isIn('service_gap', { service_gap: 0 }, audience)).toBe(true)
    expect(isIn('service_gap', { service_received: 50 }, audience)).toBe(false)
  }
  // whoever weighs nothing is not behind a value that is weighted
  expect(isIn('unproductive_hours_weighted', { unproductive: 20, time_hours: 4 })).toBe(true)
  for (const own of [{ unproductive: 20, time_hours: 0 }, { unproductive: 20 }, { unproductive: null, time_hours: 4 }])
    expect(isIn('unproductive_hours_weighted', own)).toBe(false)
})

test('trust and time are compared over the people who have both, and what is compared with nothing over all of its own', () => {
  const decided = decidedIndices(indicesTold([...SERVICE, ...HOURS], 'shared'))
  const matched = (scores: Record<string, number | null>) =>
    decided.filter(({ isMatched }) => isMatched(scores)).map(({ id }) => id)
  const alone = ['unproductive_hours_weighted', 'service_importance', 'service_received', 'service_gap']
  expect(matched({ trust: 50 }).sort()).toEqual(['unproductive', ...alone].sort())
  expect(matched({ trust: null, unproductive: 0 }).sort()).toEqual(['trust', ...alone].sort())
  const pooled = decided.filter(({ isPooled }) => isPooled).map(({ id }) => id)
  expect(pooled.sort()).toEqual(['service_importance', 'service_received', 'trust', 'unproductive'])
})
