import { expect, test } from 'vitest'
import { checkInstrument } from '#app/instruments/check-instrument'
import type { Item } from '#app/instruments/instrument-schema'
import { makeInstrument } from './make-instrument'

const common = { construct: 'asked', source: 'own' }
const ASKED: Item[] = [
  { kind: 'agreement', id: 'agree', isAlone: true, ...common },
  { kind: 'agreement', id: 'agree_or_not', isAlone: true, missing: [], ...common },
  { kind: 'bipolar', id: 'between', minimum: -3, maximum: 3, anchors: 'ends', ...common },
  { kind: 'number', id: 'hours', minimum: 0, maximum: 50, decimals: 1, ...common },
  {
    ...{ kind: 'constant_sum', id: 'time', total: 100, none: { field: 'time_none', zero: 'hours' }, ...common },
    parts: [
      { id: 'time_a', group: 'productive' },
      { id: 'time_b', group: 'neutral' },
    ],
  },
  { kind: 'choice', id: 'standing', options: ['better', 'worse'], missing: ['cannot_say'], ...common },
  { kind: 'choices', id: 'reasons', options: ['price', 'delay'], ...common },
  {
    ...{ kind: 'pairs', id: 'service', minimum: 1, maximum: 5, importance: 'imp', received: 'rec', ...common },
    parts: [{ id: 'speed' }, { id: 'care' }],
  },
  { kind: 'text', id: 'comment', maximum: 100, hasConsent: true, ...common },
  { kind: 'promises', id: 'open', parts: [{ id: 'one', text: 'x' }], ...common },
]

/** What is wrong with a question on the second page that rests on an answer of the first. */
function problemsOf(when: Item['when']) {
  const instrument = makeInstrument(ASKED)
  const second: Item = { kind: 'text', id: 'why', maximum: 100, construct: 'why', source: 'own', when }
  instrument.sections.push({ id: 'second', isShuffled: false, startsPage: true, items: [second] })
  return checkInstrument('file', instrument, []).filter(({ path }) => path === 'items.why.when')
}

test.each<[Item['when']]>([
  [{ item: 'agree', minimum: 7 }],
  [{ item: 'agree', in: ['1', 'cannot_say', 'not_applicable'] }],
  [{ item: 'between', maximum: -3 }],
  [{ item: 'between', in: ['-3', '0'] }],
  [{ item: 'hours', minimum: 0.5, maximum: 0.7 }],
  [{ item: 'hours', in: ['2.5'] }],
  [{ item: 'time_a', minimum: 100 }],
  [{ item: 'time_none', in: ['1'] }],
  [{ item: 'standing', in: ['worse', 'cannot_say'] }],
  [{ item: 'reasons_price', in: ['1'] }],
  [{ item: 'reasons_none', minimum: 1 }],
  [{ item: 'speed_importance', minimum: 5 }],
  [{ item: 'care_received', in: ['1', 'not_applicable'] }],
  [{ item: 'comment', in: ['anything'] }],
  [{ item: 'comment_consent', in: ['1'] }],
  [{ item: 'open_one', in: ['not_kept', 'cannot_say'] }],
])('a condition that an answer can meet is taken: %o', (when) => {
  expect(problemsOf(when)).toEqual([])
})

test.each<[Item['when'], string]>([
  [{ item: 'agree', minimum: 99 }, 'correct them: agree is asked for from 1 to 7'],
  [{ item: 'agree', minimum: 2.2, maximum: 2.8 }, 'correct them: agree is asked for from 1 to 7'],
  [{ item: 'agree', in: ['banana'] }, 'use one of not_applicable, cannot_say, a number from 1 to 7'],
  [{ item: 'agree', in: ['5', '8'] }, 'use one of not_applicable, cannot_say, a number from 1 to 7'],
  [{ item: 'agree_or_not', in: ['cannot_say'] }, 'use one of a number from 1 to 7'],
  [{ item: 'between', maximum: -4 }, 'correct them: between is asked for from -3 to 3'],
  [{ item: 'between', in: ['4'] }, 'use one of not_applicable, cannot_say, a number from -3 to 3'],
  [{ item: 'hours', minimum: 51 }, 'correct them: hours is asked for from 0 to 50'],
  [{ item: 'hours', in: ['many'] }, 'use one of a number from 0 to 50'],
  [{ item: 'time_a', minimum: 101 }, 'correct them: time_a is asked for from 0 to 100'],
  [{ item: 'time_none', in: ['yes'] }, 'use one of 1'],
  [{ item: 'standing', in: ['best'] }, 'use one of better, worse, cannot_say'],
  [{ item: 'standing', minimum: 1 }, 'name its answers with "in"'],
  [{ item: 'reasons_price', in: ['0'] }, 'use one of 1'],
  [{ item: 'speed_importance', minimum: 6 }, 'correct them: speed_importance is asked for from 1 to 5'],
  [{ item: 'care_received', in: ['0'] }, 'use one of not_applicable, cannot_say, a number from 1 to 5'],
  [{ item: 'comment', minimum: 3 }, 'name its answers with "in"'],
  [{ item: 'comment_consent', maximum: 0 }, 'correct them: comment_consent is asked for from 1 to 1'],
  [{ item: 'open_one', in: ['broken'] }, 'use one of kept, partly, not_kept, cannot_say'],
  [{ item: 'hours' }, 'add "in", "minimum" or "maximum"'],
])('a condition that no answer can meet is named with what could be said: %o', (when, remedy) => {
  expect(problemsOf(when)).toMatchObject([{ remedy }])
})
