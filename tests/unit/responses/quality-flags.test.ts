import { describe, expect, test } from 'vitest'
import type { Answers } from '#app/instruments/answers'
import type { Instrument, Item } from '#app/instruments/instrument-schema'
import { addVisit, deviceClass, type Paradata } from '#app/responses/paradata'
import { isFlagged, type QualityFlag, qualityFlags } from '#app/responses/quality-flags'
import { makeAnswers } from '#tests/factories/make-answers'
import { coreInstrument, makeAgreement, makeInstrument } from '../instruments/make-instrument'

const flagsOf = (answers: Answers, paradata: Paradata = {}, instrument: Instrument = coreInstrument()) =>
  qualityFlags({ instrument, sections: instrument.sections, answers, paradata })

/** The same point for every statement. */
const straight = (point: number, instrument: Instrument = coreInstrument()): Answers =>
  Object.fromEntries(
    instrument.sections
      .flatMap((section) => section.items as Item[])
      .filter((item) => item.kind === 'agreement')
      .map((item) => [item.id, point]),
  )

test.each<[boolean, string[]]>([
  [true, ['fast', 'reverse_inconsistency']],
  [true, ['long_string', 'fast']],
  [true, ['long_string', 'reverse_inconsistency']],
  [true, ['fast', 'equal_shares']],
  // the same thing said twice or three times
  [false, ['long_string', 'straight_line', 'low_variability']],
  [false, ['equal_shares', 'single_share']],
  // neither speed nor a long string
  [false, ['low_variability', 'reverse_inconsistency', 'many_not_applicable']],
  [false, ['fast']],
  [false, ['fast', 'of a later version']],
  [false, []],
])(
  'a response is flagged (%s) by two signs of different kinds, one of them speed or a long string: %j',
  (is, flags) => {
    expect(isFlagged(flags)).toBe(is)
  },
)

describe('signs of careless answering', () => {
  test('are not seen in somebody who reads', () => {
    expect(flagsOf(makeAnswers({ trust_1: 5 }), { seconds: { trust: 170 } })).toEqual([])
  })

  test.each<[string, Answers, QualityFlag[]]>([
    [
      'the same point everywhere',
      makeAnswers(straight(7)),
      ['long_string', 'low_variability', 'reverse_inconsistency'],
    ],
    ['all shares the same', { ...makeAnswers({ trust_1: 5 }), ...shares(10) }, ['equal_shares']],
    ['one share for everything', { ...makeAnswers({ trust_1: 5 }), ...shares(0), time_design: 100 }, ['single_share']],
  ])('%s', (_what, answers, flags) => {
    expect(flagsOf(answers)).toEqual(flags)
  })

  test('speed counts pages faster than two seconds a question; a page left open says nothing', () => {
    const answers = makeAnswers({ trust_1: 5 })
    expect(flagsOf(answers, { seconds: { trust: 21 } })).toEqual(['fast'])
    expect(flagsOf(answers, { seconds: { trust: 22 } })).toEqual([])
    expect(flagsOf(answers, { seconds: { trust: 301 } })).toEqual([])
    expect(flagsOf(answers, {})).toEqual([])
  })

  test('a straight line counts in two scales that have a reversed statement, and not in the middle', () => {
    const instrument = makeInstrument(
      ['a', 'b'].flatMap((construct) => [
        makeAgreement(`${construct}_1`, { construct }),
        makeAgreement(`${construct}_2`, { construct }),
        makeAgreement(`${construct}_3`, { construct, isReversed: true }),
      ]),
    )
    expect(flagsOf(straight(6, instrument), {}, instrument)).toContain('straight_line')
    expect(flagsOf(straight(4, instrument), {}, instrument)).not.toContain('straight_line')
    expect(flagsOf({ ...straight(6, instrument), a_1: 5 }, {}, instrument)).not.toContain('straight_line')
  })

  test('not knowing the partner is a sign of its own', () => {
    const none = { missing: 'not_applicable' as const }
    const answers = { trust_1: none, trust_2: none, trust_3: none, trust_4: none, trust_5: none }
    expect(flagsOf(makeAnswers(answers))).toContain('many_not_applicable')
  })
})

function shares(percent: number): Answers {
  return Object.fromEntries(
    Object.keys(makeAnswers())
      .filter((id) => id.startsWith('time_') && id !== 'time_hours')
      .map((id) => [id, percent]),
  )
}

describe('what is noted of how answers came about', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2) + seconds * 1000)

  test('time that cannot be true counts as none', () => {
    expect(addVisit({}, { page: 'a', share: 1, shownAt: at(60), now: at(0), savedAt: undefined })).toEqual({})
    expect(addVisit({}, { page: 'a', share: 1, shownAt: at(0), now: at(1e9), savedAt: undefined })).toEqual({
      seconds: { a: 1800 },
    })
  })

  test('several firms on one page share the time that it was open', () => {
    const visit = { page: 'a', share: 1 / 4, shownAt: at(0), now: at(60), savedAt: undefined }
    expect(addVisit({ seconds: { a: 5 } }, visit)).toEqual({ seconds: { a: 20 } })
  })

  test.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148', 'phone'],
    ['Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Safari/537.36', 'phone'],
    ['Mozilla/5.0 (Linux; Android 13; SM-X710) Safari/537.36', 'tablet'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'desktop'],
    ['', 'other'],
  ])('%s is a %s', (agent, device) => {
    expect(deviceClass(new Headers({ 'User-Agent': agent }))).toBe(device)
  })
})
