import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { transactionalTimePage } from '#app/dashboards/transactional-time'
import { TimeFinding } from '#app/dashboards/transactional-time-view'
import { createTranslator } from '#app/i18n/create-translator'
import { textsOf } from '#app/i18n/texts-of'
import { TranslatorProvider } from '#app/i18n/use-translation'
import { makeResultTable } from './make-result-table'

/** What the page says of points (trust, unproductive share). */
function sayOf(points: [number, number][], language = 'en'): string {
  const tables = points.map(([trust, time], index) =>
    makeResultTable({ code: `R${index}`, cells: { 'buyer.trust': trust, 'buyer.unproductive': time } }),
  )
  const { comparison } = transactionalTimePage(tables, 'unproductive', 'relationships')
  const html = renderToStaticMarkup(
    <TranslatorProvider value={createTranslator(language, textsOf(language), textsOf('en'))}>
      <TimeFinding comparison={comparison} />
    </TranslatorProvider>,
  )
  return html.replace(/<[^>]*>/g, '').replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '')
}

const FALLING: [number, number][] = [
  [20, 49],
  [40, 41],
  [60, 29],
  [80, 21],
]

describe('the finding in words', () => {
  test('says direction, slope with interval, the ends of the line and the outer quarters', () => {
    const words = sayOf(FALLING)
    expect(words).toContain('Where trust is higher, less of the time together is lost on transactional matters.')
    expect(words).toContain('Ten more points of trust go with -4.8 percentage points of unproductive time')
    expect(words).toContain('49% at the lowest trust (20), 21% at the highest (80)')
    expect(words).toContain(
      'least trust 49% of the time is unproductive on average, in the quarter with the most trust 21%',
    )
    expect(words).toContain('This is a relation, not yet a cause.')
  })

  test('says plainly that points show no credible relation', () => {
    const words = sayOf([
      [20, 30],
      [40, 31],
      [60, 29],
      [80, 30],
    ])
    expect(words).toContain('These points do not show a credible relation')
    expect(words).not.toContain('Where trust is higher')
  })

  test('says so if time rises with trust', () => {
    expect(sayOf(FALLING.map(([trust, time]) => [100 - trust, time]))).toContain('more of the time together goes into')
  })

  test.each([0, 1, 2])('says plainly that %d points make no line', (count) => {
    expect(sayOf(FALLING.slice(0, count))).toBe(
      `There are ${count} points; a line needs at least three with different trust.`,
    )
  })

  test('leaves the quarters out where there are fewer than four points', () => {
    expect(sayOf(FALLING.slice(0, 3))).not.toContain('quarter')
  })

  test('is said in Arabic too', () => {
    const words = sayOf(FALLING, 'ar')
    expect(words).toContain('حيث تعلو الثقة يقل ما يضيع من الوقت المشترك في المعاملات.')
    expect(words).toContain('-4.8')
    expect(words).not.toMatch(/[a-z]{3}|\{\{/)
  })
})
