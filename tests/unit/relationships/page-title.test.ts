import { expect, test } from 'vitest'
import { provideTexts } from '#app/i18n/loaded-texts'
import { textsOf } from '#app/i18n/texts-of'
import { pageTitle } from '#app/relationships/page-title'

provideTexts({ textsOf, addressOf: () => undefined })

test('the title names view and study in the language of the page', () => {
  const matches = [{ id: 'root', data: { language: 'ar' } }, { id: 'x' }]
  const title = 'Trust 2026 – محفظة العلاقات – Thiqa'
  expect(pageTitle(matches, 'results.portfolio', 'Trust 2026')).toEqual([{ title }])
})

test('an error page has the product’s name at least', () => {
  expect(pageTitle([], 'results.portfolio')).toEqual([{ title: 'Thiqa' }])
})
