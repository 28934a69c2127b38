import { describe, expect, test } from 'vitest'
import { planOnsets } from '#app/studies/rhythm/plan-onsets'
import { makeRhythm } from '#tests/factories/make-rhythm'

const onset = { days: 30, instrument: { name: 'onset-survey', version: 1 }, length: 10, since: '2026-01-01' }
const span = { from: new Date('2026-03-01T00:00:00Z'), until: new Date('2027-03-01T00:00:00Z') }
const plan = (starts: string[], now = span.from) =>
  planOnsets(makeRhythm({ onset }), starts, { ...span, from: now }).map(({ slot }) => slot)

describe('an onset wave', () => {
  test('comes the given days after the start, on a working day', () => {
    // 30 days after 6 March is Sunday 5 April
    expect(plan(['2026-03-06', '2026-04-15'])).toEqual(['2026-04-06', '2026-05-15'])
  })

  test('is one for all relationships that fall on the same day', () => {
    expect(plan(['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07'])).toEqual(['2026-04-03', '2026-04-06'])
  })

  test('is made up for where a relationship was entered late, but not after months', () => {
    expect(plan(['2026-01-10'])).toEqual(['2026-03-02'])
    expect(plan(['2026-01-10'], new Date('2026-05-12T12:00:00Z'))).toEqual([])
  })

  test('does not come for relationships of before it was wanted', () => {
    expect(plan(['2025-12-31'])).toEqual([])
  })

  test('opens tomorrow where the hour of today is over', () => {
    expect(plan(['2026-03-03'], new Date('2026-04-02T12:00:00Z'))).toEqual(['2026-04-03'])
    expect(plan(['2026-03-03'], new Date('2026-04-02T05:00:00Z'))).toEqual(['2026-04-02'])
  })

  test('does not come where none are wanted', () => {
    expect(planOnsets(makeRhythm(), ['2026-03-06'], span)).toEqual([])
  })
})
