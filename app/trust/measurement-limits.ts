import type { Coefficient } from './measured-values'

/**
 * Usual limits of coefficients: marks to look at, not laws.
 *
 * Sources: reliability .70: Nunnally & Bernstein 1994, Psychometric Theory, 3rd ed.; AVE .50: Fornell & Larcker 1981,
 * Journal of Marketing Research 18(1), 39–50, https://doi.org/10.1177/002224378101800104; fit: Hu & Bentler 1999, Structural
 * Equation Modeling 6(1), 1–55, https://doi.org/10.1080/10705519909540118; ICC(2): Bliese 2000, in Klein & Kozlowski,
 * Multilevel Theory, Research, and Methods in Organizations, 349–381
 */
const LIMITS: Partial<Record<Coefficient, { least: number } | { most: number }>> = {
  alpha: { least: 0.7 },
  omega_ml: { least: 0.7 },
  omega_minres: { least: 0.7 },
  composite_reliability: { least: 0.7 },
  ave: { least: 0.5 },
  cfi: { least: 0.95 },
  tli: { least: 0.95 },
  rmsea: { most: 0.06 },
  srmr: { most: 0.08 },
  icc2: { least: 0.7 },
}

/** Whether a value reaches its usual limit; undefined where there is no value or no limit. */
export function reachesLimit(coefficient: Coefficient, value: number | null): boolean | undefined {
  const limit = LIMITS[coefficient]
  if (!limit || value === null) return undefined
  return 'least' in limit ? value >= limit.least : value <= limit.most
}

/** Where a grade of agreement begins on r_wg(j). Source: LeBreton & Senter 2008, https://doi.org/10.1177/1094428106296642 */
export const AGREEMENT_GRADES = [
  { id: 'none', from: 0 },
  { id: 'weak', from: 0.3 },
  { id: 'moderate', from: 0.5 },
  { id: 'strong', from: 0.7 },
  { id: 'very-strong', from: 0.9 },
] as const
