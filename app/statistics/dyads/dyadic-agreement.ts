import { icc1 } from '#app/statistics/agreement/intraclass-correlation'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import { type Correlation, pearson } from '#app/statistics/correlation/pearson'
import { mean } from '#app/statistics/descriptive/mean'

export interface DyadicAgreement {
  n: number
  /** pairwise correlation with each pair entered both ways round, −1 … 1: the usual estimate is a little larger */
  doubleEntry: number | undefined
  /** ICC(1,1) of a one-way analysis of variance with pairs as groups, −1 … 1 */
  oneWay: number | undefined
  /** whether high goes with high; blind to one side answering higher throughout */
  pearson: Correlation | undefined
}

/**
 * How far the two sides of relationships agree. The two intraclass correlations fall when one side answers higher than the
 * other, Pearson's does not.
 * @param pairs first and second side of each relationship, both known
 *
 * Assumes: independent pairs. Undefined: all for no pair; the one-way ICC for one pair; each where the values do not differ.
 *
 * Source: Griffin & Gonzalez 1995, Psychological Bulletin 118(3), 430–439, https://doi.org/10.1037/0033-2909.118.3.430;
 * Kenny, Kashy & Cook 2006, Dyadic Data Analysis, ch. 2
 * R: cor(c(a, b), c(b, a)); multilevel::ICC1(aov(c(a, b) ~ factor(pair))); cor.test(a, b)
 */
export function dyadicAgreement(pairs: readonly (readonly [number, number])[], level = 0.95): DyadicAgreement {
  const center = mean(pairs.flat()) ?? 0
  let [products, squares] = [0, 0]
  for (const [first, second] of pairs) {
    const [a, b] = [first - center, second - center]
    products += 2 * a * b
    squares += a * a + b * b
  }
  const anova = oneWayAnova(pairs)
  return {
    n: pairs.length,
    doubleEntry: squares > 0 ? products / squares : undefined,
    oneWay: anova && icc1(anova),
    pearson: pearson(
      pairs.map(([first]) => first),
      pairs.map(([, second]) => second),
      level,
    ),
  }
}
