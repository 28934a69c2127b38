import { expect, test } from 'vitest'
import { translateTo } from '#app/i18n/texts-of'
import { waveWords } from '#app/studies/wave-words'

const t = translateTo('en')

test('a trial is called one, a wave has its number, and no wave is said', () => {
  expect(waveWords(t, { number: 0, state: 'open' })).toBe('Trial')
  expect(waveWords(t, { number: 2, state: 'open' })).toBe('Wave 2: open')
  expect(waveWords(t, undefined)).toBe('No wave yet')
})
