// Which test compares which of R's values: a value that comes in without a test, or without a reason for none, is found here.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isThere, readText as readGolden } from './r-values'
import { readText as readOwn } from './read-study'

const SCORES = 'tests/unit/instruments/score-response.test.ts'
/** What goes without a test: the reason stands in its place. */
const reason = (why: string) => `no test: ${why}`
const PROVENANCE = reason('versions of the programs, and notes')

/** Keys and what lies below them, `*` for any one key; the longest that fits counts. Tests are of this folder. */
const COVERED: Record<string, Record<string, string>> = {
  'inference.json': {
    versions: PROVENANCE,
    ...allIn('inference.test.ts', ['group_means', 'group_means_large', 'two_groups', 'two_groups_bfi', 'paired']),
    ...allIn('inference.test.ts', ['correlations', 'regressions', 'further', 'quantiles']),
  },
  'change.json': { versions: PROVENANCE, two_times: 'change.test.ts', trend: 'mixed-trend.test.ts' },
  'scoring.json': { versions: PROVENANCE, rule: PROVENANCE, cases: SCORES },
  'statistics.json': {
    versions: PROVENANCE,
    ...allIn('analyse.test.ts', ['reliability', 'agreement', 'inference', 'moderation']),
  },
  'dyads.json': {
    versions: PROVENANCE,
    ...allIn('dyads.test.ts', ['views', 'satisfaction', 'tension', 'surface', 'actor_partner']),
  },
  'agreement.json': { versions: PROVENANCE, sets: 'agreement.test.ts' },
  'reliability.json': {
    versions: PROVENANCE,
    scales: 'analyse.test.ts',
    'scales.*.complete_cases.guttman_lambda6': reason('not shown anywhere'),
    'scales.*.complete_cases.median_r': reason('not shown anywhere'),
    'scales.*.complete_cases.standard_error': reason('Feldt’s interval takes its place'),
    'scales.*.complete_cases.standardized_alpha_if_deleted': reason('not shown anywhere'),
    'scales.*.pairwise.guttman_lambda6': reason('not shown anywhere'),
    'scales.*.pairwise.median_r': reason('not shown anywhere'),
    'scales.*.pairwise.standard_error': reason('Feldt’s interval takes its place'),
    'scales.*.pairwise.standardized_alpha_if_deleted': reason('not shown anywhere'),
    'scales.*.minres.omega_total_observed': reason('another reading of omega'),
    'scales.*.minres.omega_total_psych': reason('another reading of omega'),
    'scales.*.ml.omega_total_observed': reason('another reading of omega'),
    'scales.*.ml.omega_total_psych': reason('another reading of omega'),
    'scales.*.cfa.loading_se': reason('not shown anywhere'),
    'scales.*.cfa.fit': reason('other measures of fit than those below'),
    ...Object.fromEntries(
      ['chisq', 'df', 'cfi', 'tli', 'rmsea', 'srmr'].map((measure) => [
        `scales.*.cfa.fit.${measure}`,
        'analyse.test.ts',
      ]),
    ),
  },
  'worked_examples.json': {
    versions: PROVENANCE,
    reliability: 'analyse.test.ts',
    composite: 'analyse.test.ts',
    weighted_index: 'worked-examples.test.ts',
    agreement: 'agreement.test.ts',
    'agreement.null_variance_of_7_points': 'worked-examples.test.ts',
    'agreement.null_variance_of_5_points': 'worked-examples.test.ts',
    aggregation: 'agreement.test.ts',
    few_informants: 'worked-examples.test.ts',
    reliable_change: 'change.test.ts',
    dyads: 'dyads.test.ts',
    reliability_of_a_gap: 'dyads.test.ts',
  },
  'edge_cases.json': {
    versions: PROVENANCE,
    note: PROVENANCE,
    // that test asks for every case by itself
    '*': 'worked-examples.test.ts',
    awg_constant_at_maximum: 'agreement.test.ts',
    awg_single_item: 'agreement.test.ts',
  },
  'distributions.json': {
    versions: PROVENANCE,
    note: PROVENANCE,
    ...allIn('distributions.test.ts', ['t_cdf', 't_quantile', 'f_cdf', 'f_quantile', 'chisq_cdf']),
    ...allIn('distributions.test.ts', ['normal_cdf', 'normal_quantile', 'beta_cdf']),
    log_gamma: reason('a part of the library, nowhere used alone'),
  },
  'study_analysis.json': studyAnalysis(),
  'study_firms_analysis.json': studyAnalysis(),
  'study_summary.json': {
    versions: PROVENANCE,
    ...allIn('study-analysis.test.ts', ['responses', 'answers', 'transactional_time', 'by_function']),
    ...allIn('study-analysis.test.ts', ['buyer_trust_change_first_to_last_wave', 'reliability_wave_1']),
    ...allIn('study-analysis.test.ts', ['buyer_trust_wave_1', 'side_cells_below', 'function_cells_below']),
    trend_buyer_trust: 'mixed-trend.test.ts',
  },
}

function studyAnalysis(): Record<string, string> {
  const own = ['counts', 'disclosure', 'transactional_time', 'change_of_the_mean_relationship', 'between_sides']
  return {
    versions: PROVENANCE,
    ...allIn('study-analysis.test.ts', [...own, 'trust_scale']),
    ...allIn('mixed-trend.test.ts', ['mixed_trend', 'buyer_trust_slope_per_relationship']),
  }
}

function allIn(place: string, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, place]))
}

/** Keys on the way to each value that is no object; places in lists are left out. */
function pathsOf(value: unknown, above: readonly string[] = []): string[][] {
  if (Array.isArray(value)) return value.length > 0 ? value.flatMap((one) => pathsOf(one, above)) : [[...above]]
  if (typeof value !== 'object' || value === null) return [[...above]]
  return Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...above, key]))
}

const fits = (pattern: string, keys: readonly string[]) =>
  pattern.split('.').every((part, index) => part === '*' || part === keys[index])

/** `*` alone is for what has no pattern of its own. */
const coveredBy = (patterns: Record<string, string>, keys: readonly string[]) =>
  Object.entries(patterns)
    .filter(([pattern]) => fits(pattern, keys))
    .sort(([a], [b]) => b.split('.').length - a.split('.').length || Number(a === '*') - Number(b === '*'))[0]

const isOwn = (name: string) => existsSync(path.join('tests/reference/data', name))

test.each(Object.entries(COVERED))('every value of %s has its test, or the reason is told', (name, patterns) => {
  if (!isOwn(name) && !isThere(name, `what is compared of ${name}`)) return
  const values = JSON.parse(isOwn(name) ? readOwn(name) : readGolden(name))
  const used = new Set<string>()
  for (const keys of pathsOf(values)) {
    const [pattern] = coveredBy(patterns, keys) ?? []
    expect(pattern, `${name}: ${keys.join('.')}`).toBeDefined()
    used.add(pattern ?? '')
  }
  expect(Object.keys(patterns).filter((pattern) => !used.has(pattern))).toEqual([])
})

test.each(Object.entries(COVERED))('the tests that compare %s read it', (name, patterns) => {
  for (const place of new Set(Object.values(patterns))) {
    if (place.startsWith('no test: ')) continue
    const source = readFileSync(place.includes('/') ? place : path.join('tests/reference', place), 'utf8')
    // both studies have files of one name
    const isRead = source.includes(name) || source.includes(name.replace(/^study(_firms)?/, '$' + '{study}'))
    expect(isRead, `${place} does not read ${name}`).toBe(true)
  }
})
