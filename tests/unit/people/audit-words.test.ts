// What the log names by a word of the program, it tells in words.
import { expect, test } from 'vitest'
import english from '#app/i18n/texts/en/audit.json'
import { intentDetails } from '#app/studies/intent-details'
import { studyIntentSchema } from '#app/studies/study-intent'

test('every change of a study has its words', () => {
  const intents = studyIntentSchema.options.flatMap(({ shape: { intent } }) =>
    'options' in intent ? [...intent.options] : [...intent.values],
  )
  expect(intents).toContain('reopen')
  for (const intent of intents) expect(english.value.intent, intent).toHaveProperty(intent)
})

test('a change is written down with what it was about, and without names and addresses of people', () => {
  const [waveId, relationshipId, id] = ['w', 'r', 'h']
  expect(intentDetails({ intent: 'extend', waveId, closesOn: '2026-05-01' })).toEqual({
    ...{ intent: 'extend', wave: 'w', until: '2026-05-01' },
  })
  expect(intentDetails({ intent: 'opt-in', relationshipId, side: 'buyer', agreedBy: 'Huda' })).toEqual({
    ...{ intent: 'opt-in', relationship: 'r', side: 'buyer' },
  })
  expect(intentDetails({ intent: 'open-trial', days: 3, emails: 'huda@thiqa.test' })).toEqual({
    ...{ intent: 'open-trial', days: 3 },
  })
  expect(intentDetails({ intent: 'handover-leave', id })).toEqual({ intent: 'handover-leave', handover: 'h' })
})
