import { expect, test } from 'vitest'
import { INTERFACE_LANGUAGES, textsOf } from '#app/i18n/languages'
import { INDICES } from '#app/trust/indices'

test('every index has an id of its own', () => {
  const ids = INDICES.map((index) => index.id)
  expect(new Set(ids).size).toBe(ids.length)
})

test.each(INTERFACE_LANGUAGES)('every index has a name in %s', (language) => {
  const names = textsOf(language).results?.index as Record<string, string>
  expect(INDICES.filter(({ id }) => !names[id]).map(({ id }) => id)).toEqual([])
})
