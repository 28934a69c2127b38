import { describe, expect, test } from 'vitest'
import type { ReleasedMeasurement } from '#app/disclosure/release-measurement'
import { releaseWaveMeasurement } from '#app/disclosure/release-wave-measurement'
import type { Answers } from '#app/instruments/answers'
import { QUALITY_FLAGS, type QualityFlag } from '#app/responses/quality-flags'
import type { ConfidentialityPromise } from '#app/studies/promise'
import { makeWaveMeasurement, type WaveResponse } from '#app/trust/measure-wave'
import type { ScaleDefinition } from '#app/trust/measured-scales'
import type { Side } from '#app/trust/scored-response'
import { ATTRIBUTED, SHARED_3 } from './make-answers'

const scale = (construct: string, side: Side): ScaleDefinition => ({
  ...{ construct, side, minimum: 1, maximum: 7 },
  items: ['1', '2'].map((item) => ({ id: `${construct}_${item}`, isReversed: false })),
})
const SCALES = [scale('trust', 'buyer'), scale('trust', 'supplier'), scale('voice', 'buyer')]

/** People of one side who answer about one relationship alike: all items, one of two, or none of those they were asked. */
interface Group {
  count: number
  language?: string
  side?: Side
  answered?: 'all' | 'one' | 'none'
  constructs?: string[]
  flags?: QualityFlag[]
}
const MISSING = { missing: 'cannot_say' } as const

/** @param relationships each the groups that answer about it */
function publish(relationships: Group[][], policy: ConfidentialityPromise = SHARED_3, languages = ['ar', 'en']) {
  const wave = makeWaveMeasurement(SCALES)
  let person = 0
  const responsesOf = ({ count, language = 'en', side = 'buyer', flags = [], ...group }: Group): WaveResponse[] =>
    Array.from({ length: count }, () => {
      person += 1
      const { answered = 'all', constructs = ['trust', 'voice'] } = group
      const point = (shift: number) => 1 + ((person * shift) % 7)
      const answersTo = (construct: string): Answers => ({
        [`${construct}_1`]: answered === 'none' ? MISSING : point(3),
        [`${construct}_2`]: answered === 'all' ? point(5) : MISSING,
      })
      const answers = Object.assign({}, ...constructs.map(answersTo))
      return { side, language, flags, person: `p${person}`, firm: 'Gulf', answers }
    })
  for (const groups of relationships) wave.addRelationship(groups.flatMap(responsesOf))
  return [...releaseWaveMeasurement(wave, languages, policy)]
}
const nameOf = ({ construct, side, language }: ReleasedMeasurement) => `${construct} ${side} ${language}`
const find = (rows: readonly ReleasedMeasurement[], name: string) => rows.find((row) => nameOf(row) === name)
/** Of a row how many people it tells of, or why it tells nothing. */
const told = (rows: readonly ReleasedMeasurement[], ...names: string[]) =>
  names.map((name) => {
    const row = find(rows, name)
    return row?.status === 'released' ? row.n : row?.reason
  })
const scaleOf = (rows: readonly ReleasedMeasurement[], name: string) => {
  const row = find(rows, name)
  if (row?.status !== 'released' || row.kind !== 'scale') throw new Error(`${name} is withheld`)
  return row.values
}

describe('rows about how a wave measured', () => {
  const NAMES = [
    ...['trust buyer ', 'trust buyer ar', 'trust buyer en'],
    ...['trust supplier ', 'trust supplier ar', 'trust supplier en'],
    ...['voice buyer ', 'voice buyer ar', 'voice buyer en'],
    ...[' buyer ', ' buyer ar', ' buyer en', ' supplier ', ' supplier ar', ' supplier en'],
  ]

  test('are the same whoever answered', () => {
    const nobody = publish([])
    expect(nobody.map(nameOf)).toEqual(NAMES)
    for (const row of nobody) expect(row).toMatchObject({ status: 'withheld', reason: 'minimum' })
    expect(publish([[{ count: 25 }]]).map(nameOf)).toEqual(NAMES)
    expect(publish([[{ count: 25 }]], ATTRIBUTED).map(nameOf)).toEqual(NAMES)
  })

  test('tell of all people together, and of those of each language', () => {
    const rows = publish(
      [
        [{ count: 12 }, { count: 6, language: 'ar' }],
        [
          { count: 5, language: 'ar' },
          { count: 14, side: 'supplier' },
        ],
      ],
      ATTRIBUTED,
    )
    const of = (...names: string[]) => told(rows, ...names)
    expect(of('trust buyer ', 'trust buyer ar', 'trust buyer en')).toEqual([23, 11, 12])
    expect(of('voice buyer ', 'voice buyer ar', 'voice buyer en')).toEqual([23, 11, 12])
    expect(of('trust supplier ', 'trust supplier ar', 'trust supplier en')).toEqual([14, 'minimum', 14])
    expect(scaleOf(rows, 'trust buyer ').complete).toBe(23)
    expect(scaleOf(rows, 'trust buyer ar').complete).toBe(11)
  })

  test('withhold a language that is small, and the one that would tell of it', () => {
    const rows = publish([[{ count: 30 }, { count: 4, language: 'ar' }]])
    expect(told(rows, 'trust buyer ', 'trust buyer ar', 'trust buyer en')).toEqual([34, 'minimum', 'complement'])
    // one that has no row of its own is small as well
    const other = publish([[{ count: 30 }, { count: 4, language: 'fr' }]])
    expect(told(other, 'trust buyer ', 'trust buyer ar', 'trust buyer en')).toEqual([34, 'minimum', 'complement'])
  })

  test('count signs in how responses were answered, by company name alone', () => {
    const [first, second] = QUALITY_FLAGS
    const groups = (): Group[][] => [
      [
        { count: 10, flags: [first] },
        { count: 11, language: 'ar', flags: [first, second] },
      ],
      [{ count: 13, side: 'supplier' }, { count: 2 }],
    ]
    const rows = publish(groups(), ATTRIBUTED)
    const of = (name: string) => {
      const row = find(rows, name)
      if (row?.status !== 'released' || row.kind !== 'answering') return row?.status === 'withheld' && row.reason
      return [row.n, row.values.responses, row.values.flags[first], row.values.flags[second]]
    }
    expect([' buyer ', ' buyer ar', ' buyer en'].map(of)).toEqual([
      [23, 23, 21, 11],
      [11, 11, 11, 11],
      [12, 12, 10, 0],
    ])
    expect([' supplier ', ' supplier ar', ' supplier en'].map(of)).toEqual([[13, 13, 0, 0], 'minimum', [13, 13, 0, 0]])
    const small = publish([[{ count: 12 }, { count: 3, language: 'ar' }]], ATTRIBUTED)
    expect(told(small, ' buyer ', ' buyer ar', ' buyer en')).toEqual([15, 'minimum', 'complement'])
    // less those of one side, signs that are counted elsewhere would tell of the other
    const shared = publish([[{ count: 25 }, { count: 25, language: 'ar' }]])
    expect(told(shared, ' buyer ', ' buyer ar', ' buyer en')).toEqual(['complement', 'complement', 'complement'])
  })
})

describe('behind a scale stand those who answered all of it', () => {
  const ENGLISH: Group = { count: 40 }
  const arabic = (...groups: Omit<Group, 'language'>[]) => groups.map((group) => ({ ...group, language: 'ar' }))

  test('whoever answered a part is not counted, and missing answers are told of all who were asked', () => {
    const rows = (complete: number) => publish([[{ count: complete }, { count: 21, answered: 'one' }]])
    expect(told(rows(19), 'trust buyer ')).toEqual(['minimum'])
    expect(told(rows(20), 'trust buyer ')).toEqual([20])
    expect(scaleOf(rows(20), 'trust buyer ').items.map(({ missing }) => missing)).toEqual([
      { asked: 41, percent: { not_applicable: 0, cannot_say: 0, skipped: 0 } },
      { asked: 41, percent: { not_applicable: 0, cannot_say: 51, skipped: 0 } },
    ])
  })

  test('a language is withheld where all answers less its own would tell of few who answered all', () => {
    const rows = publish([[ENGLISH, ...arabic({ count: 5 }, { count: 20, answered: 'one' })]])
    expect(told(rows, 'trust buyer ', 'trust buyer ar', 'trust buyer en')).toEqual([45, 'minimum', 'complement'])
    const enough = publish([[ENGLISH, ...arabic({ count: 20 }, { count: 5, answered: 'one' })]])
    expect(told(enough, 'trust buyer ', 'trust buyer ar', 'trust buyer en')).toEqual([60, 20, 40])
  })

  test('or of few who have a score', () => {
    const rows = publish([[ENGLISH, ...arabic({ count: 5, answered: 'one' })]])
    expect(told(rows, 'trust buyer ', 'trust buyer ar', 'trust buyer en')).toEqual([40, 'minimum', 'complement'])
  })

  test('and where it would tell of few who were asked, missing answers are withheld', () => {
    const rows = publish([[ENGLISH, ...arabic({ count: 5, answered: 'none' })]])
    expect(told(rows, 'trust buyer ', 'trust buyer ar', 'trust buyer en')).toEqual([40, 'minimum', 40])
    expect(scaleOf(rows, 'trust buyer ').items[0]?.missing?.asked).toBe(45)
    expect(scaleOf(rows, 'trust buyer en').items.map(({ missing }) => missing)).toEqual([null, null])
    const enough = publish([[ENGLISH, ...arabic({ count: 20, answered: 'none' })]])
    expect(scaleOf(enough, 'trust buyer en').items[0]?.missing?.asked).toBe(40)
  })

  test('of another construct is another decision', () => {
    const rows = publish([[ENGLISH, { ...ENGLISH, count: 4, language: 'ar', constructs: ['voice'] }]])
    expect(told(rows, 'trust buyer en', 'voice buyer en')).toEqual([40, 'complement'])
  })
})

describe('what sides differ by', () => {
  const hasGroups = (rows: readonly ReleasedMeasurement[], name: string) =>
    scaleOf(rows, name).coefficients.icc1 !== null

  test('is withheld of the construct alone that few people of small sides answered', () => {
    const rows = publish([
      [{ count: 12 }],
      [{ count: 12 }],
      [{ count: 2, constructs: ['voice'] }],
      [{ count: 12, side: 'supplier' }],
      [{ count: 12, side: 'supplier' }],
    ])
    expect(['trust buyer ', 'trust supplier ', 'voice buyer '].map((name) => hasGroups(rows, name))).toEqual([
      ...[true, true, false],
    ])
  })

  test('is withheld of a language where it is of all, and where its own people are parts of sides', () => {
    const arabic = (count: number): Group => ({ count, language: 'ar' })
    const ofFew = publish([[{ count: 12 }], [{ count: 12 }], [arabic(22)], [arabic(2)]])
    const mixed = publish([[{ count: 22 }], [arabic(22)], [{ count: 10 }, arabic(2)]])
    const names = ['trust buyer ', 'trust buyer ar', 'trust buyer en']
    expect(names.map((name) => hasGroups(ofFew, name))).toEqual([false, false, false])
    expect(names.map((name) => hasGroups(mixed, name))).toEqual([true, false, true])
  })
})
