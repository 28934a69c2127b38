import { icc1, icc2, iccIntervals } from '#app/statistics/agreement/intraclass-correlation'
import type { RunningAnova } from '#app/statistics/agreement/running-anova'
import { mean } from '#app/statistics/descriptive/mean'
import { quantile } from '#app/statistics/descriptive/quantile'
import { describeScale } from '#app/statistics/reliability/describe-reliability'
import type { RunningCovariance } from '#app/statistics/reliability/running-covariance'
import type { ScaleDefinition } from './measured-scales'
import type {
  AgreementSpread,
  Coefficient,
  ITEM_MISSING,
  ItemMissing,
  MeasuredItem,
  MeasuredScale,
  NullModel,
} from './measured-values'
import type { NumberSet } from './number-set'

/** What was gathered of one language, or of all together. */
export interface Gathered {
  covariance: RunningCovariance
  anova: RunningAnova
  /** r_wg(j) of each relationship with two complete responses and more: one number per relationship */
  agreement: Record<NullModel, number[]>
  /** by item: how often it was asked, and how often it is missing for each reason */
  asked: number[]
  missing: Record<(typeof ITEM_MISSING)[number], number[]>
  /** people who were asked; who answered half of the items and more; of these, who left one out; who answered all */
  people: { asked: NumberSet; scored: NumberSet; complete: NumberSet }
  /** of small groups, by how many people have a score in them: some of these people; under 0 of groups that are not the whole side */
  smallGroups: Map<number, Set<number>>
}

/** @returns undefined where nobody answered all items */
export function describeMeasuredScale(scale: ScaleDefinition, gathered: Gathered): MeasuredScale | undefined {
  const { moments } = gathered.covariance
  const covariances = gathered.covariance.covariances()
  if (moments.n === 0) return undefined
  const report = covariances && describeScale(covariances, moments.n)
  const without = scale.items.length < 3 ? 'few-items' : 'no-variance'
  const items = scale.items.map((item, place): MeasuredItem => {
    const variance = covariances?.[place]?.[place]
    return {
      ...item,
      mean: moments.means[place] ?? null,
      sd: variance === undefined ? null : Math.sqrt(variance),
      itemRest: report?.items[place]?.itemRest ?? null,
      alphaIfDeleted: report?.items[place]?.alphaIfDeleted ?? null,
      loading: report?.ml?.standardizedLoadings[place] ?? null,
      missing: missingOf(gathered, place),
    }
  })
  return {
    ...{ complete: moments.n, relationships: gathered.anova.groups(), items },
    coefficients: coefficientsOf(report, gathered.anova),
    noFactorBecause: {
      minres: report ? (report.undefinedBecause.minres ?? null) : without,
      ml: report ? (report.undefinedBecause.ml ?? null) : without,
    },
    agreement: {
      uniform: spreadOf(gathered.agreement.uniform),
      slightly_skewed: spreadOf(gathered.agreement.slightly_skewed),
    },
  }
}

function missingOf({ asked, missing }: Gathered, place: number): ItemMissing {
  const count = asked[place] ?? 0
  const percent = (reason: (typeof ITEM_MISSING)[number]) =>
    count === 0 ? 0 : (100 * (missing[reason][place] ?? 0)) / count
  return {
    asked: count,
    percent: {
      not_applicable: percent('not_applicable'),
      cannot_say: percent('cannot_say'),
      skipped: percent('skipped'),
    },
  }
}

function spreadOf(values: readonly number[]): AgreementSpread | null {
  const [lower, median, upper] = [0.25, 0.5, 0.75].map((share) => quantile(values, share))
  const center = mean(values)
  if (center === undefined || lower === undefined || median === undefined || upper === undefined) return null
  return { groups: values.length, mean: center, lowerQuartile: lower, median, upperQuartile: upper }
}

type Report = ReturnType<typeof describeScale>

function coefficientsOf(report: Report, { result, typicalSize }: RunningAnova): Record<Coefficient, number | null> {
  const fit = report?.ml?.fit
  const anova = result()
  const size = typicalSize()
  const intervals = anova && iccIntervals(anova)
  return {
    alpha: report?.alpha ?? null,
    alpha_low: report?.feldt?.low ?? null,
    alpha_high: report?.feldt?.high ?? null,
    alpha_standardized: report?.standardizedAlpha ?? null,
    mean_r: report?.meanCorrelation ?? null,
    omega_minres: report?.minres?.omegaTotal ?? null,
    omega_ml: report?.ml?.omegaTotal ?? null,
    composite_reliability: report?.ml?.compositeReliability ?? null,
    ave: report?.ml?.averageVarianceExtracted ?? null,
    cfi: fit?.cfi ?? null,
    tli: fit?.tli ?? null,
    rmsea: fit?.rmsea ?? null,
    srmr: fit?.srmr ?? null,
    fit_p: fit?.p ?? null,
    icc1: (anova && icc1(anova)) ?? null,
    icc1_low: intervals?.icc1.low ?? null,
    icc1_high: intervals?.icc1.high ?? null,
    icc1_n0: (anova && size !== undefined ? icc1(anova, size) : undefined) ?? null,
    icc2: (anova && icc2(anova)) ?? null,
    icc2_low: intervals?.icc2.low ?? null,
    icc2_high: intervals?.icc2.high ?? null,
  }
}
