// Trends of people and relationships over time against lme4 and lm.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Answers } from '#app/instruments/answers'
import { scoreResponse } from '#app/instruments/score-response'
import { findTemplate } from '#app/instruments/templates'
import { mean } from '#app/statistics/descriptive/mean'
import { type RandomIntercept, randomIntercept } from '#app/statistics/multilevel/random-intercept'
import { multipleRegression } from '#app/statistics/regression/multiple-regression'
import { CLOSED, expectEqual, ITERATIVE, isThere, readRows, readValues } from './r-values'

interface TrendPoint {
  group: string
  time: number
  y: number
}

function trendOf(points: readonly TrendPoint[], method: 'reml' | 'ml'): Extract<RandomIntercept, { ok: true }> {
  const data = {
    columns: [points.map(() => 1), points.map(({ time }) => time)],
    y: points.map(({ y }) => y),
    groups: points.map(({ group }) => group),
  }
  const model = randomIntercept(data, method)
  if (!model.ok) throw new Error(model.reason)
  return model
}

const byTerm = <Value>(names: string[], values: Value[]) =>
  Object.fromEntries(names.map((name, index) => [name, values[index]]))

const hasSleep =
  isThere('change.json', 'the trend of 18 persons over ten days') &&
  isThere('sleepstudy.csv', 'the trend of 18 persons over ten days')
const trend = hasSleep ? readValues('change.json').trend : {}
const days: TrendPoint[] = hasSleep
  ? readRows('sleepstudy.csv').map(({ Reaction, Days, Subject = '' }) => ({
      ...{ group: Subject, time: Number(Days), y: Number(Reaction) },
    }))
  : []

test.runIf(hasSleep)('18 persons over ten days: effects, intervals, variances and likelihoods equal lmer()', () => {
  const { call: _, ...expected } = trend.mixed
  const [reml, ml] = [trendOf(days, 'reml'), trendOf(days, 'ml')]
  const names = ['(Intercept)', 'Days']
  const estimates = (model: typeof reml) =>
    byTerm(
      names,
      model.terms.map(({ estimate }) => estimate),
    )
  expectEqual(
    {
      ...{ n: reml.n, groups: reml.groups, fixed: estimates(reml), fixed_ml: estimates(ml) },
      se: byTerm(
        names,
        reml.terms.map(({ se }) => se),
      ),
      t: byTerm(
        names,
        reml.terms.map(({ t }) => t),
      ),
      wald_ci_95: byTerm(
        names,
        reml.terms.map(({ low, high }) => [low, high]),
      ),
      ...{ variance_between: reml.betweenVariance, variance_residual: reml.residualVariance, icc: reml.icc },
      ...{ reml_criterion: -2 * reml.logLikelihood, loglik_ml: ml.logLikelihood },
    },
    expected,
    ITERATIVE,
  )
})

/** A line of y on time, and its slope with all that belongs to it. */
function slopeOf(points: readonly TrendPoint[]) {
  const model = multipleRegression(
    [points.map(() => 1), points.map(({ time }) => time)],
    points.map(({ y }) => y),
  )
  if (!model.ok) throw new Error(model.reason)
  const [, slope] = model.terms
  return { n: model.n, slope: slope?.estimate, se: slope?.se, p: slope?.p, ci_95: [slope?.low, slope?.high] }
}

test.runIf(hasSleep)('the slope of each of the 18 persons equals lm()', () => {
  const persons = Object.keys(trend.slope_per_subject)
  expect(persons.length).toBe(18)
  const ours = persons.map((person) => [person, slopeOf(days.filter(({ group }) => group === person))])
  expectEqual(Object.fromEntries(ours), trend.slope_per_subject, CLOSED)
})

interface ScoredTrust extends TrendPoint {
  side: string
}

/** Trust of every response of a recorded study, 0–100, where half of its items are answered; time counts from the first wave. */
function readTrust(folder: string): ScoredTrust[] {
  const instrument = findTemplate('relationship-core', 1)?.instrument
  if (!instrument) throw new Error('the core instrument is not shipped')
  const csv = gunzipSync(readFileSync(`tests/reference/data/${folder}/responses.csv.gz`))
  const responses = new Map<string, { row: Record<string, string>; answers: Answers }>()
  for (const row of parse(csv, { columns: true }) as Record<string, string>[]) {
    const key = `${row.wave} ${row.relationship} ${row.side} ${row.respondent}`
    const response = responses.get(key) ?? { row, answers: {} }
    response.answers[row.item ?? ''] = Number(row.value)
    responses.set(key, response)
  }
  return [...responses.values()].flatMap(({ row: { relationship = '', side = '', wave }, answers }) => {
    const { trust } = scoreResponse(instrument, answers)
    return typeof trust === 'number' ? [{ group: relationship, side, time: Number(wave) - 1, y: trust }] : []
  })
}

interface StudyAnalysis {
  mixed_trend: Record<'buyer' | 'supplier', { n: number; relationships: number } & Record<string, unknown>>
  buyer_trust_slope_per_relationship: {
    relationship: string
    waves: number
    slope: number | null
    ci_low: number | null
    ci_high: number | null
  }[]
}

function expectTrend(points: readonly ScoredTrust[], { mixed_trend, ...analysis }: StudyAnalysis): void {
  for (const side of ['buyer', 'supplier'] as const) {
    const { call: _, ...expected } = mixed_trend[side]
    const model = trendOf(
      points.filter((point) => point.side === side),
      'reml',
    )
    const names = ['(Intercept)', 'w0']
    expectEqual(
      {
        ...{ n: model.n, relationships: model.groups },
        fixed: byTerm(
          names,
          model.terms.map(({ estimate }) => estimate),
        ),
        se: byTerm(
          names,
          model.terms.map(({ se }) => se),
        ),
        ...{ variance_relationship: model.betweenVariance, variance_residual: model.residualVariance },
      },
      expected,
      ITERATIVE,
      side,
    )
  }
  expect(analysis.buyer_trust_slope_per_relationship.length).toBeGreaterThan(50)
  for (const expected of analysis.buyer_trust_slope_per_relationship) {
    const own = points.filter(({ group, side }) => group === expected.relationship && side === 'buyer')
    const waves = [...new Set(own.map(({ time }) => time))].sort()
    const means = waves.map((time) => ({
      ...{ group: expected.relationship, time },
      y: mean(own.filter((point) => point.time === time).map(({ y }) => y)) ?? Number.NaN,
    }))
    expect(waves.length, expected.relationship).toBe(expected.waves)
    const { slope, ci_95 } = slopeOf(means)
    const [low, high] = ci_95
    expectEqual([slope, low, high], [expected.slope, expected.ci_low, expected.ci_high], CLOSED, expected.relationship)
  }
}

test('trust of both sides over four waves equals lmer(), and per relationship lm()', () => {
  expectTrend(readTrust('study'), JSON.parse(readFileSync('tests/reference/data/study_analysis.json', 'utf8')))
})

const hasFirms = isThere('study_firms_analysis.json', 'the trend of the second study')

test.runIf(hasFirms)('so does trust in the study of firms', () => {
  expectTrend(readTrust('study_firms'), readValues('study_firms_analysis.json'))
})
