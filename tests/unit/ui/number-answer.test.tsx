import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { NumberAnswer } from '#app/ui/number-answer'

test('a number that can be below zero is typed on a keyboard that has a minus', () => {
  const common = { id: 'q', label: 'Change?', unit: '%', error: undefined, note: undefined, value: '-2.5' }
  const htmlOf = (isSigned: boolean) => renderToStaticMarkup(<NumberAnswer {...common} isSigned={isSigned} />)
  expect(htmlOf(true)).toMatch(/inputMode="text".*value="-2.5"/)
  expect(htmlOf(false)).toContain('inputMode="decimal"')
})
