// Both recorded studies as a whole against R: transactional time, change, both sides, the trust scale, functions, small cells.
import { expect, test } from 'vitest'
import { icc1, icc2 } from '#app/statistics/agreement/intraclass-correlation'
import { lindellAgreement } from '#app/statistics/agreement/lindell-agreement'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import {
  slightlySkewedNullVariance,
  uniformNullVariance,
  withinGroupAgreement,
} from '#app/statistics/agreement/within-group-agreement'
import { changeOfPeople } from '#app/statistics/change/change-of-people'
import { pearson } from '#app/statistics/correlation/pearson'
import { mean } from '#app/statistics/descriptive/mean'
import { quantile } from '#app/statistics/descriptive/quantile'
import { standardDeviation } from '#app/statistics/descriptive/standard-deviation'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { pairedInterval } from '#app/statistics/intervals/paired-interval'
import { testEstimate } from '#app/statistics/intervals/test-estimate'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { predictAt } from '#app/statistics/regression/predict-at'
import { simpleRegression } from '#app/statistics/regression/simple-regression'
import { completeRows } from '#app/statistics/reliability/covariance-matrix'
import { describeReliability } from '#app/statistics/reliability/describe-reliability'
import { indexRelationship } from '#app/trust/index-relationship'
import { SIDES, type Side } from '#app/trust/scored-response'
import { trustQuartiles } from '#app/trust/trust-quartiles'
import { CLOSED, expectEqual, expectSameDigits, withoutWords } from './r-values'
import { groupBy, readStudy, readTable, readText, type StudyName, type StudyResponse, scoresOf } from './read-study'

const WAVES = [1, 2, 3, 4]
const STUDIES: StudyName[] = ['study', 'study_firms']
const studies = { study: readStudy('study'), study_firms: readStudy('study_firms') }
const responsesOf = (study: StudyName, side?: Side, wave?: number) =>
  studies[study].responses.filter((response) => (!side || response.side === side) && (!wave || response.wave === wave))

interface Point {
  trust: number
  unproductive: number
}

/** A line of unproductive time on trust, with all that R tells of it. */
function describePoints(points: readonly Point[]) {
  const line = simpleRegression(points.map(({ trust, unproductive }) => ({ x: trust, y: unproductive })))
  const r = pearson(
    points.map(({ trust }) => trust),
    points.map(({ unproductive }) => unproductive),
  )
  if (!line || !r) throw new Error('trust differs')
  const { intercept, slope, n } = line
  return {
    ...{ n, intercept: intercept.estimate, slope: slope.estimate, slope_se: slope.se },
    slope_p: testEstimate(slope.estimate, slope.se, n - 2)?.p,
    ...{ slope_ci_95: [slope.low, slope.high], r: r.r, r_ci_95: [r.low, r.high] },
    ...{ r_squared: line.rSquared, residual_sd: line.residualSd },
    at_trust_0_50_100: [0, 50, 100].map((at) => predictAt(line, at).fit),
    quartiles: trustQuartiles(points).map(({ trustFrom, trustTo, low, high, ...rest }) => ({
      ...{ ...rest, trust_from: trustFrom, trust_to: trustTo, ci_low: low, ci_high: high },
    })),
  }
}

/** Means of groups of responses, each over those that have the score. */
const pointsOf = (groups: Iterable<StudyResponse[]>): Point[] =>
  [...groups].flatMap((group) => {
    const [trust, unproductive] = [mean(scoresOf(group, 'trust')), mean(scoresOf(group, 'unproductive'))]
    return trust === undefined || unproductive === undefined ? [] : [{ trust, unproductive }]
  })

const hasBoth = ({ scores }: StudyResponse) =>
  typeof scores.trust === 'number' && typeof scores.unproductive === 'number'
const byRelationship = (responses: StudyResponse[]) => groupBy(responses, ({ relationship }) => relationship)

/** One point per relationship: the means of the indices of its waves. */
function overWaves(responses: StudyResponse[]): Point[] {
  return [...byRelationship(responses).values()].flatMap((own) => {
    const waves = [...groupBy(own, ({ wave }) => String(wave)).values()]
    const of = (score: string) => mean(waves.flatMap((group) => mean(scoresOf(group, score)) ?? []))
    const [trust, unproductive] = [of('trust'), of('unproductive')]
    return trust === undefined || unproductive === undefined ? [] : [{ trust, unproductive }]
  })
}

function describeFirms(responses: StudyResponse[]) {
  const firms = [...groupBy(responses.filter(hasBoth), ({ firm }) => firm)].map(([firm, own]) => ({
    ...{ firm, respondents: own.length },
    ...(pointsOf([own])[0] ?? { trust: Number.NaN, unproductive: Number.NaN }),
  }))
  const order = firms.toSorted((a, b) => a.trust - b.trust)
  const { quartiles: _, ...line } = describePoints(firms)
  return { ...line, firms: firms.length, lowest_trust: order[0], highest_trust: order.at(-1) }
}

test.each(STUDIES)('%s: unproductive time on trust, by wave, over waves, per respondent and per firm', (study) => {
  const { transactional_time: expected } = JSON.parse(readText(`${study}_analysis.json`))
  for (const side of SIDES) {
    const all = responsesOf(study, side)
    const ours = {
      per_relationship_by_wave: Object.fromEntries(
        WAVES.map((wave) => [wave, describePoints(pointsOf(byRelationship(responsesOf(study, side, wave)).values()))]),
      ),
      per_relationship_mean_over_waves: describePoints(overWaves(all)),
      per_respondent_all_waves: describePoints(pointsOf(all.filter(hasBoth).map((response) => [response]))),
      per_firm: describeFirms(all),
    }
    expectEqual(ours, expected[side], CLOSED, `${study} ${side}`)
    for (const wave of WAVES)
      expectSameDigits(
        ours.per_relationship_by_wave[wave]?.slope_p,
        expected[side].per_relationship_by_wave[wave].slope_p,
      )
    expectSameDigits(
      ours.per_relationship_mean_over_waves.slope_p,
      expected[side].per_relationship_mean_over_waves.slope_p,
    )
  }
})

/** The indices of each relationship in a wave, named as in R. */
function indicesOf(study: StudyName, wave: number): Map<string, Map<string, number>> {
  const named = new Map<string, Map<string, number>>()
  for (const [relationship, own] of byRelationship(responsesOf(study, undefined, wave))) {
    const values = indexRelationship(own).flatMap(({ index, side, value }): [string, number][] =>
      value ? [[side === 'both' ? index : `${side}_${index}_mean`, value.mean]] : [],
    )
    named.set(relationship, new Map(values))
  }
  return named
}

test.each(STUDIES)('%s: the change of the mean relationship, and what both sides have in common', (study) => {
  const { change_of_the_mean_relationship: changes, between_sides } = JSON.parse(readText(`${study}_analysis.json`))
  const indices = new Map(WAVES.map((wave) => [wave, indicesOf(study, wave)]))
  expect(changes.length).toBe(18)
  for (const { from, to, index, ...expected } of changes) {
    const pairs = [...(indices.get(to) ?? [])].flatMap(([relationship, later]): [number, number][] => {
      const [before, after] = [indices.get(from)?.get(relationship)?.get(index), later.get(index)]
      return before === undefined || after === undefined ? [] : [[after, before]]
    })
    const own = pairedInterval(pairs)
    expectEqual(
      { relationships: own?.n, change: own?.difference, se: own?.se, ci_low: own?.low, ci_high: own?.high },
      expected,
      CLOSED,
      `${from} ${to} ${index}`,
    )
  }
  for (const wave of WAVES) {
    const pairs = [...(indices.get(wave)?.values() ?? [])].flatMap((own): [number, number][] => {
      const [buyer, supplier] = [own.get('buyer_trust_mean'), own.get('supplier_trust_mean')]
      return buyer === undefined || supplier === undefined ? [] : [[buyer, supplier]]
    })
    const gap = pairedInterval(pairs)
    const r = pearson(
      pairs.map(([buyer]) => buyer),
      pairs.map(([, supplier]) => supplier),
    )
    expectEqual(
      {
        ...{ relationships_with_both_sides: pairs.length, r: r?.r, r_ci_95: [r?.low, r?.high] },
        ...{ mean_gap: gap?.difference, mean_gap_se: gap?.se, mean_gap_ci_95: [gap?.low, gap?.high] },
      },
      between_sides[wave],
      CLOSED,
      `wave ${wave}`,
    )
  }
})

const TRUST = ['trust_1', 'trust_2', 'trust_3', 'trust_4', 'trust_5']
/** Answers to the trust items, 1–7, the third one recoded, of those who answered all. */
const completeTrust = (responses: readonly StudyResponse[]) =>
  completeRows(
    responses.map(({ answers }) =>
      TRUST.map((item) => {
        const answer = answers[item]
        return typeof answer !== 'number' ? undefined : item === 'trust_3' ? 8 - answer : answer
      }),
    ),
  )

function describeTrustScale(responses: StudyResponse[]) {
  const rows = completeTrust(responses)
  const report = describeReliability(rows)
  const relationships = [...byRelationship(responses).values()]
  const anova = oneWayAnova(relationships.map((own) => scoresOf(own, 'trust')))
  const agreement = relationships.flatMap(
    (own) => withinGroupAgreement(completeTrust(own), uniformNullVariance(7)) ?? [],
  )
  return {
    ...{ n_complete: rows.length, alpha: report?.alpha, sides: anova?.groups },
    item_rest_r: Object.fromEntries(TRUST.map((item, index) => [item, report?.items[index]?.itemRest])),
    ...{ icc1: anova && icc1(anova), icc2: anova && icc2(anova), rwg_j_n: agreement.length },
    ...{ rwg_j_uniform_mean: mean(agreement), rwg_j_uniform_median: quantile(agreement, 0.5) },
  }
}

test.each(STUDIES)('%s: the trust scale by side and wave', (study) => {
  const { trust_scale: expected } = JSON.parse(readText(`${study}_analysis.json`))
  for (const side of SIDES)
    for (const wave of WAVES)
      expectEqual(
        describeTrustScale(responsesOf(study, side, wave)),
        expected[side][wave],
        CLOSED,
        `${study} ${side} ${wave}`,
      )
})

interface Place {
  wave?: unknown
  relationship?: unknown
  side?: unknown
}
const placeOf = ({ wave, relationship, side }: Place) => `${wave} ${relationship} ${side}`
const below = (minimum: number, count: number) => (count < minimum ? 1 : 0)
const isEnough = (minimum: number, count: number) => count === 0 || count >= minimum
const open = (minimum: number, cell: number, rest: number) => (cell >= minimum && isEnough(minimum, rest) ? 1 : 0)

function describeCells(study: StudyName) {
  const sides = groupBy(studies[study].responses, placeOf)
  return [...sides].flatMap(([place, side]) =>
    [...groupBy(side, (response) => response.function)].map(([name, own]) => {
      const [n, rest] = [own.length, side.length - own.length]
      return {
        ...{ place, function: name, respondents: n, rest_of_side: rest },
        ...{ trust_n: scoresOf(own, 'trust').length, trust_mean: mean(scoresOf(own, 'trust')) },
        ...{ below_3: below(3, n), below_5: below(5, n), open_3: open(3, n, rest), open_5: open(5, n, rest) },
      }
    }),
  )
}

const numberOrNull = (text: string | undefined) => ((text ?? '') === '' ? null : Number(text))
const numbersOf = (row: Record<string, string>, without: readonly string[]) =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => !without.includes(key))
      .map(([key, text]) => [key, numberOrNull(text)]),
  )

test.each(STUDIES)('%s: every function of every side, with who stands alone', (study) => {
  const expected = readTable(`${study}_cells.csv.gz`)
  const ours = new Map(describeCells(study).map((cell) => [`${cell.place} ${cell.function}`, cell]))
  expect(ours.size).toBe(expected.length)
  for (const row of expected) {
    const key = `${placeOf(row)} ${row.function}`
    expectEqual(ours.get(key), numbersOf(row, ['wave', 'relationship', 'side', 'function']), CLOSED, key)
  }
})

test.each(STUDIES)('%s: every side, with the spread between its functions and its agreement', (study) => {
  const expected = readTable(`${study}_sides.csv.gz`)
  const sides = groupBy(studies[study].responses, placeOf)
  expect(sides.size).toBe(expected.length)
  const skewed = slightlySkewedNullVariance(7) ?? Number.NaN
  for (const row of expected) {
    const own = sides.get(placeOf(row)) ?? []
    const functions = [...groupBy(own, (response) => response.function).values()].flatMap(
      (group) => mean(scoresOf(group, 'trust')) ?? [],
    )
    const rows = completeTrust(own)
    const uniform = uniformNullVariance(7)
    expectEqual(
      {
        ...{ respondents: own.length, trust_n: scoresOf(own, 'trust').length, functions: functions.length },
        function_sd: standardDeviation(functions),
        function_range: functions.length > 1 ? Math.max(...functions) - Math.min(...functions) : undefined,
        ...{ items_complete_n: rows.length, rwg_j_uniform: withinGroupAgreement(rows, uniform) },
        rwg_j_slightly_skewed: withinGroupAgreement(rows, skewed),
        rwg_j_lindell_uniform: lindellAgreement(rows, uniform),
        ...{ below_3: below(3, own.length), below_5: below(5, own.length) },
      },
      numbersOf(row, ['wave', 'relationship', 'side']),
      CLOSED,
      placeOf(row),
    )
  }
})

test.each(STUDIES)('%s: how much there is, and how little of it in small cells', (study) => {
  const { counts, disclosure } = JSON.parse(readText(`${study}_analysis.json`))
  const { responses, answers } = studies[study]
  const count = (read: (response: StudyResponse) => unknown) => new Set(responses.map(read)).size
  expectEqual(
    {
      ...{ relationships: count(({ relationship }) => relationship), waves: count(({ wave }) => wave), answers },
      ...{ responses: responses.length, persons: count(({ respondent }) => respondent) },
      ...{ with_trust_score: scoresOf(responses, 'trust').length },
      with_time: scoresOf(responses, 'unproductive').length,
    },
    counts,
    CLOSED,
  )
  const sides = [...groupBy(responses, placeOf).values()]
  const cells = describeCells(study)
  const both = [...groupBy(sides, (own) => `${own[0]?.wave} ${own[0]?.relationship}`).values()]
  const leftAlone = [...groupBy(cells, ({ place }) => place).values()].filter((own) => {
    const hidden = own.reduce((sum, cell) => sum + (cell.open_3 ? 0 : cell.respondents), 0)
    return own.some((cell) => cell.open_3) && hidden > 0 && hidden < 3
  })
  const countBelow = (minimum: number, sizes: number[]) => sizes.filter((size) => size < minimum).length
  const [sideSizes, cellSizes] = [sides.map((own) => own.length), cells.map((cell) => cell.respondents)]
  expectEqual(
    {
      ...{ side_cells: sides.length, side_cells_below_3: countBelow(3, sideSizes) },
      ...{ side_cells_below_5: countBelow(5, sideSizes), function_cells: cells.length },
      relationship_waves_with_both_sides_at_least_3: both.filter(
        (pair) => pair.length === 2 && pair.every((own) => own.length >= 3),
      ).length,
      ...{ function_cells_below_3: countBelow(3, cellSizes), function_cells_below_5: countBelow(5, cellSizes) },
      function_cells_open_3: cells.filter((cell) => cell.open_3).length,
      function_cells_open_5: cells.filter((cell) => cell.open_5).length,
      sides_where_open_functions_together_leave_1_or_2: leftAlone.length,
    },
    disclosure,
    CLOSED,
  )
})

/** Trust of the people of one side of a relationship in a wave. */
const trustOf = (responses: readonly StudyResponse[] = []) =>
  new Map(
    responses.flatMap(({ respondent, scores }): [string, number][] =>
      typeof scores.trust === 'number' ? [[respondent, scores.trust]] : [],
    ),
  )

test('study_firms: the change of every side from wave to wave, of all and of the same people', () => {
  const expected = readTable('study_firms_changes.csv.gz')
  expect(expected.length).toBe(720)
  const sides = groupBy(studies.study_firms.responses, placeOf)
  for (const row of expected) {
    const at = (wave: string | undefined) => trustOf(sides.get(placeOf({ ...row, wave })))
    const { all, samePeople } = changeOfPeople(at(row.from), at(row.to))
    const test = testEstimate(all?.difference ?? 0, all?.se, all?.df)
    const hasTest = all?.df !== undefined
    expectEqual(
      {
        // where both waves are constant R gives no test, and so no standard error
        ...{ change: all?.difference, se: hasTest ? all.se : undefined, df: all?.df, p: test?.p },
        ...{ ci_low: all?.low, ci_high: all?.high },
        ...{ same_persons_n: samePeople?.n ?? 0, same_persons_change: samePeople?.difference },
        ...{ same_persons_se: samePeople?.se, same_persons_ci_low: samePeople?.low },
        same_persons_ci_high: samePeople?.high,
      },
      numbersOf(row, ['from', 'to', 'relationship', 'side']),
      CLOSED,
      `${row.from} ${row.relationship} ${row.side}`,
    )
  }
})

test('study_firms: all indices of every relationship and wave', () => {
  const expected = readTable('study_firms_indices.csv.gz')
  expect(expected.length).toBeGreaterThan(400)
  const places = groupBy(studies.study_firms.responses, ({ wave, relationship }) => `${wave} ${relationship}`)
  for (const row of expected) {
    const place = `${row.wave} ${row.relationship}`
    const cells = indexRelationship(places.get(place) ?? [])
    const find = (side: Side | 'both', index: string) => {
      const cell = cells.find((one) => one.side === side && one.index === index)
      return { n: cell?.groupSizes[0], ...cell?.value }
    }
    const ofSides = SIDES.flatMap((side) =>
      ['trust', 'dependence', 'unproductive', 'unproductive_strict'].flatMap((index) => {
        const { n, mean: center, sd, se, low, high } = find(side, index)
        const name = `${side}_${index}`
        const all = { n, mean: center, sd, se, ci_low: low, ci_high: high }
        return Object.entries(all).map(([key, value]) => [`${name}_${key}`, value])
      }),
    )
    const gap = find('both', 'trust_gap')
    const interdependence = find('both', 'interdependence_mean').mean
    const [buyer, supplier] = SIDES.map((side) =>
      summarizeSample(scoresOf(places.get(place)?.filter((one) => one.side === side) ?? [], 'trust')),
    )
    const ours = {
      ...Object.fromEntries(ofSides),
      trust_gap_df: buyer && supplier && welchInterval(buyer, supplier).df,
      ...{ trust_gap: gap.mean, trust_gap_se: gap.se, trust_gap_ci_low: gap.low, trust_gap_ci_high: gap.high },
      ...{ mutual_trust_mean: find('both', 'mutual_trust_mean').mean, interdependence },
      mutual_trust_min: find('both', 'mutual_trust_min').mean,
      interdependence_sum: interdependence === undefined ? undefined : 2 * interdependence,
      dependence_asymmetry: find('both', 'dependence_asymmetry').mean,
    }
    expectEqual(ours, numbersOf(row, ['wave', 'relationship']), CLOSED, place)
  }
})

test('the summary of the study, computed another way', () => {
  const summary = JSON.parse(readText('study_summary.json'))
  const { responses, answers } = studies.study
  expectEqual(
    { responses: responses.length, answers },
    { responses: summary.responses, answers: summary.answers },
    CLOSED,
  )

  // one point per relationship from those respondents only who have both values: not quite the published indices
  const { per_buyer_firm: firms, quartile_mean_unproductive, ci_slope_95, ...line } = summary.transactional_time
  const points = describePoints(pointsOf(byRelationship(responsesOf('study', 'buyer', 1).filter(hasBoth)).values()))
  expectEqual(points, withoutWords(line), CLOSED)
  expectEqual(points.slope_ci_95, ci_slope_95, CLOSED)
  expectEqual(
    Object.fromEntries(points.quartiles.map((one) => [one.quartile, one.mean])),
    quartile_mean_unproductive,
    CLOSED,
  )
  const byFirm = groupBy(responsesOf('study', 'buyer').filter(hasBoth), ({ firm }) => firm)
  const { n, slope, r } = describePoints(pointsOf(byFirm.values()))
  expectEqual({ n, slope, r }, { n: firms.n, slope: firms.slope, r: firms.r }, CLOSED)
  for (const { buyer, ...expected } of firms.rows)
    expectEqual(pointsOf([byFirm.get(buyer) ?? []])[0], expected, CLOSED, buyer)

  const sides = groupBy(responses, placeOf)
  for (const [relationship, expected] of Object.entries(summary.buyer_trust_change_first_to_last_wave)) {
    const at = (wave: number) => trustOf(sides.get(placeOf({ wave, relationship, side: 'buyer' })))
    const { all } = changeOfPeople(at(1), at(4))
    const p = testEstimate(all?.difference ?? 0, all?.se, all?.df)?.p
    expectEqual(
      { change: all?.difference, df: all?.df, p, ci_95: [all?.low, all?.high] },
      expected,
      CLOSED,
      relationship,
    )
  }
  for (const side of SIDES) {
    const { n_complete, alpha } = describeTrustScale(responsesOf('study', side, 1))
    expectEqual({ n: n_complete, alpha }, summary.reliability_wave_1[side], CLOSED, side)
  }
  expectEqual(describeTrustScale(responsesOf('study', 'buyer', 1)), summary.buyer_trust_wave_1, CLOSED)

  const functions = groupBy(responses, ({ wave, side, function: name }) => `${wave} ${side} ${name}`)
  expect(functions.size).toBe(summary.by_function.length)
  for (const { wave, side, fn, ...expected } of summary.by_function) {
    const own = scoresOf(functions.get(`${wave} ${side} ${fn}`) ?? [], 'trust')
    expectEqual({ n: own.length, mean: mean(own) }, expected, CLOSED, `${wave} ${side} ${fn}`)
  }
  const [sideSizes, cellSizes] = [
    [...sides.values()].map((own) => own.length),
    describeCells('study').map(({ respondents }) => respondents),
  ]
  const countBelow = (sizes: number[]) => ({
    ...{ 3: sizes.filter((size) => size < 3).length, 5: sizes.filter((size) => size < 5).length },
    total: sizes.length,
  })
  expectEqual(countBelow(sideSizes), summary.side_cells_below, CLOSED)
  expectEqual(countBelow(cellSizes), summary.function_cells_below, CLOSED)
})
