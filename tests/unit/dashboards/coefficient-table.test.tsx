import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CoefficientTable } from '#app/dashboards/coefficient-table'
import { createTranslator } from '#app/i18n/create-translator'
import { textsOf } from '#app/i18n/texts-of'
import { TranslatorProvider } from '#app/i18n/use-translation'
import { COEFFICIENTS, type MeasuredScale } from '#app/trust/measured-values'

const NONE = Object.fromEntries(COEFFICIENTS.map((name) => [name, null])) as MeasuredScale['coefficients']

/** The cells of values, by the row's coefficient in reading order. */
function cellsOf(
  coefficients: Partial<MeasuredScale['coefficients']>,
  items: number,
  reason: 'few-items' | null = null,
) {
  const item = { id: 'a', isReversed: false, mean: 4, sd: 1, itemRest: null, alphaIfDeleted: null, loading: null }
  const values: MeasuredScale = {
    ...{ complete: 9, relationships: 3, coefficients: { ...NONE, ...coefficients } },
    ...{ items: Array.from({ length: items }, () => ({ ...item, missing: null })) },
    ...{ noFactorBecause: { minres: reason, ml: reason }, agreement: { uniform: null, slightly_skewed: null } },
  }
  const html = renderToStaticMarkup(
    <TranslatorProvider value={createTranslator('en', textsOf('en'), textsOf('en'))}>
      <CoefficientTable name="Trust" values={values} />
    </TranslatorProvider>,
  )
  return html
    .split('<td class="number">')
    .slice(1)
    .map((cell) =>
      cell
        .split('</td>')[0]
        ?.replace(/<[^>]*>/g, ' ')
        .replace(/[\u2066-\u2069\s]+/g, ' ')
        .trim(),
    )
}

test('a value has its interval, and says whether it reaches its usual limit', () => {
  const cells = cellsOf({ alpha: 0.8, alpha_low: 0.7, alpha_high: 0.9, rmsea: 0.07, fit_p: 0.001, icc1: 0.2 }, 4)
  expect(cells[0]).toMatch(/^0\.80 .*0\.70.*0\.90.* reached$/)
  expect(cells[9]).toBe('0.07 not reached')
  expect(cells[11]).toBe('&lt; 0.01')
  expect(cells[12]).toBe('0.20')
})

test('a value that is not there says why', () => {
  const of = (...all: Parameters<typeof cellsOf>) => {
    const cells = cellsOf(...all)
    return { alpha: cells[0], factor: cells[3], fit: cells[7], groups: cells[12] }
  }
  const groups = 'not shown: too few relationships with several answers, or too few people in the small sides'
  const noVariance = 'not defined: an item does not vary, or the items cancel out'
  const fewItems = 'not defined: a factor needs three items'
  const one = 'not defined: a single item has no consistency'
  expect(of({}, 1, 'few-items')).toEqual({ alpha: one, factor: one, fit: one, groups })
  expect(of({}, 2, 'few-items')).toEqual({ alpha: noVariance, factor: fewItems, fit: fewItems, groups })
  const justIdentified = 'not defined: one factor always fits three items'
  expect(of({}, 3)).toEqual({ alpha: noVariance, factor: noVariance, fit: justIdentified, groups })
  expect(of({}, 4)).toEqual({ alpha: noVariance, factor: noVariance, fit: noVariance, groups })
})
