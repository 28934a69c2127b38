// Trends of people and relationships over time against lme4 and lm.
import { expect, test } from 'vitest'
import { slopesOverTime } from '#app/statistics/change/slopes-over-time'
import { mean } from '#app/statistics/descriptive/mean'
import { type RandomIntercept, randomIntercept } from '#app/statistics/multilevel/random-intercept'
import { CLOSED, expectEqual, ITERATIVE, isThere, readRows, readValues } from './r-values'
import { groupBy, readStudy, readText, type StudyName } from './read-study'

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

/** Slopes of subjects over time, named as in R. */
function slopesOf(points: readonly TrendPoint[]) {
  const slopes = slopesOverTime(points.map(({ group, time, y }) => ({ subject: group, time, y })))
  return Object.fromEntries(
    [...slopes].map(([subject, own]) => [
      subject,
      { n: own?.n, slope: own?.estimate, se: own?.se, p: own?.p, ci_95: [own?.low, own?.high] },
    ]),
  )
}

test.runIf(hasSleep)('the slope of each of the 18 persons equals lm()', () => {
  expect(Object.keys(trend.slope_per_subject).length).toBe(18)
  expectEqual(slopesOf(days), trend.slope_per_subject, CLOSED)
})

interface ScoredTrust extends TrendPoint {
  side: string
}

/** Trust of every response of a recorded study, 0–100, where half of its items are answered; time counts from the first wave. */
function readTrust(study: StudyName): ScoredTrust[] {
  return readStudy(study).responses.flatMap(({ relationship, side, wave, scores: { trust } }) =>
    typeof trust === 'number' ? [{ group: relationship, side, time: wave - 1, y: trust }] : [],
  )
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
  const ofBuyers = groupBy(
    points.filter(({ side }) => side === 'buyer'),
    ({ group, time }) => `${group} ${time}`,
  )
  const means = [...ofBuyers.values()].flatMap((own) => {
    const [first, y] = [own[0], mean(own.map((point) => point.y))]
    return first && y !== undefined ? [{ group: first.group, time: first.time, y }] : []
  })
  const slopes = slopesOf(means)
  for (const { relationship, ...expected } of analysis.buyer_trust_slope_per_relationship) {
    const { n, slope, ci_95: [low, high] = [] } = slopes[relationship] ?? {}
    expectEqual({ waves: n, slope, ci_low: low, ci_high: high }, expected, CLOSED, relationship)
  }
}

test('trust of both sides over four waves equals lmer(), and per relationship lm()', () => {
  expectTrend(readTrust('study'), JSON.parse(readText('study_analysis.json')))
})

test('so does trust in the study of firms', () => {
  expectTrend(readTrust('study_firms'), JSON.parse(readText('study_firms_analysis.json')))
})

test('the trend in the summary of the study is the same', () => {
  const { fixed, se } = JSON.parse(readText('study_summary.json')).trend_buyer_trust
  const { terms } = trendOf(
    readTrust('study').filter(({ side }) => side === 'buyer'),
    'reml',
  )
  const names = ['(Intercept)', 'I(wave - 1)']
  const of = (read: 'estimate' | 'se') =>
    byTerm(
      names,
      terms.map((term) => term[read]),
    )
  expectEqual({ fixed: of('estimate'), se: of('se') }, { fixed, se }, ITERATIVE)
})
