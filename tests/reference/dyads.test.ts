// Two sides of one relationship against R: on real couples (CC0, read where a copy stands) and on the worked example.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { iccIntervals } from '#app/statistics/agreement/intraclass-correlation'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import { spearman } from '#app/statistics/correlation/spearman'
import { mean } from '#app/statistics/descriptive/mean'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { type ActorPartnerSide, actorPartner } from '#app/statistics/dyads/actor-partner'
import { dyadicAgreement } from '#app/statistics/dyads/dyadic-agreement'
import { gapReliability } from '#app/statistics/dyads/gap-reliability'
import { intraclassTwoWay } from '#app/statistics/dyads/intraclass-two-way'
import { responseSurface } from '#app/statistics/dyads/response-surface'
import { pairedInterval } from '#app/statistics/intervals/paired-interval'
import { testEstimate } from '#app/statistics/intervals/test-estimate'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { CLOSED, expectEqual, expectSameDigits, isThere, readRows, readValues, withoutWords } from './r-values'

type Pair = readonly [number, number]

const hasPairs =
  isThere('dyads.json', 'the two sides of 148 pairs') && isThere('pairs.csv', 'the two sides of 148 pairs')
const golden = hasPairs ? readValues('dyads.json') : {}
const rows = hasPairs ? readRows('pairs.csv') : []

const sidesOf = (name: string): Pair[] =>
  rows.map((row) => [Number(row[`${name}_first`]), Number(row[`${name}_second`])])

function describePairs(pairs: readonly Pair[]) {
  const [a, b] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)]
  const gaps = pairs.map(([first, second]) => first - second)
  const [first, second, gap] = [summarizeSample(a), summarizeSample(b), summarizeSample(gaps)]
  const agreement = dyadicAgreement(pairs)
  const twoWay = intraclassTwoWay(pairs)
  const anova = oneWayAnova(pairs)
  if (!first || !second || !gap?.se || !agreement.pearson || !twoWay || !anova) throw new Error('these pairs differ')
  const paired = pairedInterval(pairs)
  const { n, r, low, high, p } = agreement.pearson
  const ranks = spearman(a, b)
  const welch = welchInterval(first, second)
  const oneWayInterval = iccIntervals(anova)?.icc1
  return {
    gap: {
      ...{ n: gap.n, mean: gap.mean, sd: gap.sd, se: gap.se, ci_95: [gap.low, gap.high] },
      paired_t: { ...paired, ci_95: [paired?.low, paired?.high] },
    },
    mean_absolute_gap: mean(gaps.map(Math.abs)),
    mutual_mean: summarizeSample(pairs.map(([x, y]) => (x + y) / 2)),
    mutual_min: summarizeSample(pairs.map(([x, y]) => Math.min(x, y))),
    asymmetry_positive_share: gaps.filter((value) => value > 0).length / gaps.length,
    first_10: pairs.slice(0, 10).map(([x, y]) => ({ a: x, b: y, gap: x - y, mean: (x + y) / 2, min: Math.min(x, y) })),
    between_sides: {
      n,
      pearson: { r, p, t: r * Math.sqrt((n - 2) / (1 - r ** 2)), df: n - 2, ci_95: [low, high] },
      spearman: {
        ...{ rho: ranks?.rho, p: ranks?.p, ci_95_bonett_wright: [ranks?.low, ranks?.high] },
        ci_95_fisher: [ranks?.fisher?.low, ranks?.fisher?.high],
      },
    },
    pairwise_icc_double_entry: agreement.doubleEntry,
    icc_anova: agreement.oneWay,
    psych_icc: {
      icc_1_1: { value: agreement.oneWay, ci_95: [oneWayInterval?.low, oneWayInterval?.high] },
      icc_a_1_agreement: {
        value: twoWay.agreement.value,
        ci_95: [twoWay.agreement.interval?.low, twoWay.agreement.interval?.high],
      },
      icc_c_1_consistency: {
        value: twoWay.consistency.value,
        ci_95: [twoWay.consistency.interval?.low, twoWay.consistency.interval?.high],
      },
    },
    welch_if_sides_were_independent: {
      ...{ n: [first.n, second.n], mean: [first.mean, second.mean], sd: [first.sd, second.sd] },
      ...{ difference: welch.difference, se: welch.se, df: welch.df, ci_95: [welch.low, welch.high] },
      ...testEstimate(welch.difference, welch.se, welch.df),
    },
  }
}

test.runIf(hasPairs).each(['view', 'satisfaction', 'tension'])(
  'gap, mutual level and agreement of %s equal R',
  (name) => {
    const expected = golden[name === 'view' ? 'views' : name]
    const pairs = sidesOf(name)
    expect(pairs.length).toBe(expected.n_pairs)
    const ours = describePairs(pairs)
    expectEqual(ours, withoutWords(expected), CLOSED, name)
    expectSameDigits(ours.between_sides.pearson.p, expected.between_sides.pearson.p)
    expectSameDigits(ours.between_sides.spearman.p, expected.between_sides.spearman.p)
  },
)

test.runIf(hasPairs)('the response surface of both views equals lm() and its covariances', () => {
  const { coefficients, se, r_squared, n, surface } = golden.surface
  const [views, outcomes] = [sidesOf('view'), sidesOf('satisfaction')]
  const points = views.map(([first, second], index) => ({ first, second, outcome: outcomes[index]?.[0] ?? 0 }))
  const ours = responseSurface(points, 4)
  if (!ours.ok) throw new Error(ours.reason)
  expectEqual(
    {
      ...{ n: ours.n, r_squared: ours.rSquared, a1: ours.a1, a2: ours.a2, a3: ours.a3, a4: ours.a4 },
      ...{ coefficients: ours.terms.map((term) => term.estimate), se: ours.terms.map((term) => term.se) },
    },
    { coefficients, se, r_squared, n, ...surface },
    CLOSED,
  )
})

const describeSide = ({ intercept, actor, partner, rSquared }: ActorPartnerSide) => ({
  ...{ intercept: intercept.estimate, actor: actor.estimate, partner: partner.estimate },
  ...{ actor_se: actor.se, partner_se: partner.se, r_squared: rSquared },
  ...{ actor_ci_95: [actor.low, actor.high], partner_ci_95: [partner.low, partner.high] },
})

test.runIf(hasPairs).each(['view', 'tension'])('the actor–partner model of satisfaction on %s equals lm()', (name) => {
  const expected = golden.actor_partner[`satisfaction_on_${name}`]
  const [predictors, outcomes] = [sidesOf(name), sidesOf('satisfaction')]
  const ours = actorPartner(predictors.map((predictor, index) => ({ predictor, outcome: outcomes[index] ?? [0, 0] })))
  if (!ours.ok) throw new Error(ours.reason)
  expectEqual(
    {
      first: { ...describeSide(ours.first), n: ours.n },
      second: { ...describeSide(ours.second), n: ours.n },
      residual_correlation: ours.residualCorrelation,
    },
    withoutWords(expected),
    CLOSED,
  )
})

test('the worked examples of two sides come out as written', () => {
  const { dyads, reliability_of_a_gap: gap } = JSON.parse(
    readFileSync('tests/reference/data/worked_examples.json', 'utf8'),
  )
  const pairs: Pair[] = dyads.buyer.map((value: number, index: number) => [value, dyads.supplier[index]])
  const ours = describePairs(pairs)
  expectEqual(
    {
      ...{ icc_1_1: ours.icc_anova, r: ours.between_sides.pearson.r, mean_gap: ours.gap.mean },
      ...{ icc_a_1: ours.psych_icc.icc_a_1_agreement.value, icc_c_1: ours.psych_icc.icc_c_1_consistency.value },
      paired: ours.gap.paired_t,
    },
    withoutWords({ ...dyads, buyer: undefined, supplier: undefined }),
    CLOSED,
  )
  const [first, second] = gap.sd.map((sd: number, index: number) => ({ sd, reliability: gap.reliability[index] }))
  expectEqual(gapReliability(first, second, gap.r), gap.value, CLOSED)
})
