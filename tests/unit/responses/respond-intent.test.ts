import { expect, test } from 'vitest'
import { respondIntent } from '#app/responses/respond-intent'

test('buttons of the form mean what they say; without a button answers are submitted', () => {
  expect(respondIntent('submit')).toEqual({ kind: 'submit' })
  expect(respondIntent(null)).toEqual({ kind: 'submit' })
  expect(respondIntent('save')).toEqual({ kind: 'save' })
  expect(respondIntent('language:ar')).toEqual({ kind: 'language', language: 'ar' })
})

test.each(['', 'SUBMIT', 'language:', 'language:tlh', 'language:__proto__', 'constructor', 5, {}])(
  '%j is no button of ours',
  (value) => {
    expect(respondIntent(value)).toBeUndefined()
  },
)
