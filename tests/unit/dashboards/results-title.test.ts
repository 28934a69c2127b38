import { expect, test } from 'vitest'
import { resultsTitle } from '#app/dashboards/results-title'
import { textsOf } from '#app/i18n/languages'

test('the title names view and study in the language of the page', () => {
  const matches = [{ id: 'root', data: { texts: textsOf('ar') } }, { id: 'x' }]
  expect(resultsTitle(matches, 'portfolio', 'Trust 2026')).toEqual([{ title: 'محفظة العلاقات – Trust 2026 – Thiqa' }])
})

test('an error page has the product’s name at least', () => {
  expect(resultsTitle([], 'portfolio', undefined)).toEqual([{ title: 'Thiqa' }])
})
