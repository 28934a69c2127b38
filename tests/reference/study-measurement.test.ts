// Reliability and agreement of the recorded study, as publication computes and releases them, against the values that R gives.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { relationsOf } from '#app/disclosure/relation-points'
import { releaseWaveMeasurement } from '#app/disclosure/release-wave-measurement'
import { scoreResponse } from '#app/instruments/score-response'
import { describeReliability } from '#app/statistics/reliability/describe-reliability'
import { indexRelationship } from '#app/trust/index-relationship'
import { makeWaveMeasurement, type WaveResponse } from '#app/trust/measure-wave'
import { measuredScales } from '#app/trust/measured-scales'
import { SIDES } from '#app/trust/scored-response'
import { makeResultTable } from '#tests/unit/dashboards/make-result-table'
import { expectEqual } from './r-values'
import { readStudy, studyInstrument } from './read-study'

interface RValues {
  n_complete: number
  sides: number
  rwg_j_n: number
}

const CLOSED = 1e-9
const instrument = studyInstrument()
const study = readStudy('study').responses
const analysis = JSON.parse(readFileSync('tests/reference/data/study_analysis.json', 'utf8'))
const reference = analysis.trust_scale

function publish(wave: number, audience: 'shared' | 'attributed') {
  const measurement = makeWaveMeasurement(measuredScales(instrument))
  const relationships = new Map<string, WaveResponse[]>()
  for (const { relationship, respondent, side, answers, ...own } of study) {
    if (own.wave !== wave) continue
    const response = { side, answers, language: 'en', person: respondent, firm: `${relationship} ${side}`, flags: [] }
    relationships.set(relationship, [...(relationships.get(relationship) ?? []), response])
  }
  for (const responses of relationships.values()) measurement.addRelationship(responses)
  return [
    ...releaseWaveMeasurement(measurement, ['ar', 'en'], {
      ...{ audience, minimumGroupSize: audience === 'shared' ? 3 : 1 },
    }),
  ]
}

function trustOf(rows: ReturnType<typeof publish>, side: string, language = '') {
  const row = rows.find((one) => one.construct === 'trust' && one.side === side && one.language === language)
  if (row?.status !== 'released' || row.kind !== 'scale') throw new Error('trust is withheld')
  return row.values
}

describe.each([1, 2, 3, 4])('wave %i', (wave) => {
  const rows = publish(wave, 'attributed')

  test.each(SIDES)('the trust of the %s has the reliability and agreement that R gives', (side) => {
    const expected: RValues = reference[side][wave]
    const { coefficients, complete, relationships, items, agreement } = trustOf(rows, side)
    const actual = {
      ...{ n_complete: complete, sides: relationships },
      ...{ alpha: coefficients.alpha, icc1: coefficients.icc1, icc2: coefficients.icc2 },
      item_rest_r: Object.fromEntries(items.map(({ id, itemRest }) => [id, itemRest])),
      rwg_j_uniform_mean: agreement.uniform?.mean,
      rwg_j_uniform_median: agreement.uniform?.median,
      rwg_j_n: agreement.uniform?.groups,
    }
    expect([actual.n_complete, actual.sides, actual.rwg_j_n]).toEqual([
      expected.n_complete,
      expected.sides,
      expected.rwg_j_n,
    ])
    expectEqual(actual, expected, CLOSED)
  })

  test('what passes by gives what all answers at once give', () => {
    const { coefficients, items } = trustOf(rows, 'buyer')
    const answers = study
      .filter((one) => one.wave === wave && one.side === 'buyer')
      .map(({ answers: own }) =>
        items.map(({ id, isReversed }) => {
          const answer = own[id]
          return typeof answer === 'number' ? (isReversed ? 8 - answer : answer) : undefined
        }),
      )
    const atOnce = describeReliability(answers)
    expectEqual(
      coefficients,
      {
        ...{ alpha: atOnce?.alpha, alpha_low: atOnce?.feldt?.low, alpha_standardized: atOnce?.standardizedAlpha },
        ...{ omega_ml: atOnce?.ml?.omegaTotal, ave: atOnce?.ml?.averageVarianceExtracted, cfi: atOnce?.ml?.fit?.cfi },
      },
      CLOSED,
    )
    const missing = answers.map((row) => row.filter((answer) => answer === undefined).length)
    const skipped = items.reduce(
      (sum, { missing: own }) => sum + ((own?.percent.skipped ?? 0) * answers.length) / 100,
      0,
    )
    expect(skipped).toBeCloseTo(
      missing.reduce((sum, count) => sum + count, 0),
      9,
    )
  })

  test.each(SIDES)('transactional time on trust, as the %s sees it, is the line that R gives', (side) => {
    const answered = study.filter((one) => one.wave === wave && one.side === side)
    const tables = [...new Set(answered.map(({ relationship }) => relationship))].map((code) => {
      const own = answered.filter(({ relationship }) => relationship === code)
      const indices = indexRelationship(
        own.map(({ answers }) => ({ side, scores: scoreResponse(instrument, answers) })),
      )
      const meanOf = (index: string) =>
        indices.find((cell) => cell.side === side && cell.index === index)?.value?.mean ?? ('withheld' as const)
      const cells = Object.fromEntries(['trust', 'unproductive'].map((index) => [`${side}.${index}`, meanOf(index)]))
      return makeResultTable({ code, cells })
    })
    const { line, n } = relationsOf(tables, side).time
    const expected = analysis.transactional_time[side].per_relationship_by_wave[wave]
    expect(n).toBe(expected.n)
    expectEqual(
      { slope: line?.slope.estimate, slope_ci_95: [line?.slope.low, line?.slope.high], r_squared: line?.rSquared },
      { slope: expected.slope, slope_ci_95: expected.slope_ci_95, r_squared: expected.r_squared },
      CLOSED,
    )
  })

  test('one language is all of them, and one in which nobody answered is withheld', () => {
    expect(trustOf(rows, 'supplier', 'en')).toEqual(trustOf(rows, 'supplier'))
    expect(() => trustOf(rows, 'supplier', 'ar')).toThrow('withheld')
  })

  test('a confidential study is told its coefficients in two digits, and no means of items', () => {
    const [exact, told] = [trustOf(rows, 'buyer'), trustOf(publish(wave, 'shared'), 'buyer')]
    expect(told.coefficients.alpha).toBe(Math.round((exact.coefficients.alpha ?? 0) * 100) / 100)
    // less what is told of relationships, means over all of them would tell of those that are withheld
    expect(exact.items.every(({ mean }) => mean !== null)).toBe(true)
    expect(told.items.map(({ mean, sd }) => [mean, sd])).toEqual(exact.items.map(() => [null, null]))
  })
})
