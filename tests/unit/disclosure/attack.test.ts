// Whoever holds everything that is released, of all waves, must not be able to single out fewer people than was promised.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attack, type ReleasedSum } from './attacker'
import { releaseEverything, type StudyShape } from './release-everything'

/** `npm run test:attack` looks at many more. */
const RUNS = Number(process.env.ATTACK_RUNS ?? 1500)
const SEED = Number(process.env.ATTACK_SEED ?? 20261124)

const WAVES = 6

const answer = fc.record({
  person: fc.integer({ min: 0, max: 5 }),
  relationship: fc.integer({ min: 0, max: 4 }),
  side: fc.constantFrom('buyer' as const, 'supplier' as const),
  // most people answer every time, and most have what their answer is compared with
  waves: fc.tuple(...Array.from({ length: WAVES }, () => fc.integer({ min: 0, max: 5 }).map((chance) => chance > 0))),
  isMatched: fc.integer({ min: 0, max: 5 }).map((chance) => chance > 0),
})
/** Sides that come and go: what is too small in each wave may be enough over several. */
const rareAnswer = answer.map((one) => ({
  ...one,
  waves: one.waves.map((answers, wave) => answers && wave % 3 === one.person % 3),
}))

function shape({ audience, sizes, firms, isRare }: Promised): fc.Arbitrary<StudyShape> {
  const firm = (side: string) => fc.integer({ min: 1, max: firms }).map((number) => `${side}${number}`)
  const category = fc.constantFrom('steel', 'valves')
  return fc
    .record({
      minimumGroupSize: fc.constantFrom(...sizes),
      relationships: fc.array(fc.record({ buyer: firm('B'), supplier: firm('S'), category }), {
        ...{ minLength: 1, maxLength: 5, size: 'max' },
      }),
      answers: fc.array(isRare ? rareAnswer : answer, {
        minLength: isRare ? 25 : 10,
        maxLength: isRare ? 60 : 44,
        size: 'max',
      }),
      waveCount: fc.integer({ min: isRare ? 4 : 1, max: isRare ? WAVES : 3 }),
    })
    .map(({ answers, waveCount, ...study }) => ({
      ...{ ...study, audience },
      waves: Array.from({ length: waveCount }, (_, wave) => answers.filter(({ waves }) => waves[wave])),
    }))
}

interface Promised {
  audience: StudyShape['audience']
  sizes: number[]
  firms: number
  isRare: boolean
  /** share of the runs */
  share: number
  /** released sums that a study has on average: one that shows nothing is safe, too, but that is not what is tested */
  least: number
  /** and released values over several waves that say more than their waves */
  leastRolled: number
}

test.each([
  { audience: 'shared', sizes: [3, 4], firms: 3, isRare: false, share: 1, least: 8, leastRolled: 0 },
  { audience: 'shared', sizes: [3, 4], firms: 3, isRare: true, share: 1 / 3, least: 1, leastRolled: 0.1 },
  { audience: 'pooled', sizes: [5], firms: 5, isRare: false, share: 1 / 5, least: 1, leastRolled: 0 },
] satisfies Promised[])(
  'nobody can be singled out of a study, whatever its shape: $audience, coming and going $isRare',
  (promise) => {
    let [released, rolled, studies] = [0, 0, 0]
    fc.assert(
      fc.property(shape(promise), (study) => {
        const { sums, personOf, usefulRollUps } = releaseEverything(study)
        studies += 1
        released += sums.length
        rolled += usefulRollUps
        expect(attack(sums, personOf, study.minimumGroupSize)).toBeUndefined()
      }),
      { numRuns: Math.ceil(RUNS * promise.share), seed: SEED },
    )
    expect(released / studies).toBeGreaterThan(promise.least)
    expect(rolled / studies).toBeGreaterThanOrEqual(promise.leastRolled)
    if (process.env.ATTACK_RUNS) console.log({ ...promise, studies, released, rolled })
  },
)

const people = new Map(Array.from({ length: 7 }, (_, number) => [`${number}`, `person ${number}`]))
const sum = (...names: number[]): ReleasedSum => new Map(names.map((name) => [`${name}`, 1]))

test('the attacker finds what a total and its parts give away', () => {
  const total = sum(0, 1, 2, 3, 4, 5, 6)
  expect(attack([total, sum(0, 1, 2), sum(3, 4, 5)], people, 3)).toContain('person 6')
  expect(attack([total, sum(0, 1, 2)], people, 3)).toBeUndefined()
  expect(attack([sum(0, 1, 2, 3), sum(2, 3, 4, 5), sum(0, 1, 4)], people, 3)).toBeDefined()
  expect(attack([sum(0, 1)], people, 3)).toBeDefined()
  expect(attack([], people, 3)).toBeUndefined()
})
