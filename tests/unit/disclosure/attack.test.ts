// Whoever holds everything that is released, of all waves, must not be able to single out fewer people than was promised.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attack, type ReleasedSum } from './attacker'
import { releaseEverything, type StudyShape } from './release-everything'

/** `npm run test:attack` looks at many more. */
const RUNS = Number(process.env.ATTACK_RUNS ?? 1500)
const SEED = Number(process.env.ATTACK_SEED ?? 20261124)

const answer = fc.record({
  person: fc.integer({ min: 0, max: 5 }),
  relationship: fc.integer({ min: 0, max: 4 }),
  side: fc.constantFrom('buyer' as const, 'supplier' as const),
  // most people answer every time
  waves: fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 0, max: 5 }).map((chance) => chance > 0))),
})

function shape({ audience, sizes, firms }: Promised): fc.Arbitrary<StudyShape> {
  const firm = (side: string) => fc.integer({ min: 1, max: firms }).map((number) => `${side}${number}`)
  const category = fc.constantFrom('steel', 'valves')
  return fc
    .record({
      minimumGroupSize: fc.constantFrom(...sizes),
      relationships: fc.array(fc.record({ buyer: firm('B'), supplier: firm('S'), category }), {
        ...{ minLength: 1, maxLength: 5, size: 'max' },
      }),
      answers: fc.array(answer, { minLength: 10, maxLength: 44, size: 'max' }),
      waveCount: fc.integer({ min: 1, max: 3 }),
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
  /** released sums that a study has on average: one that shows nothing is safe, too, but that is not what is tested */
  least: number
}

test.each([
  { audience: 'shared', sizes: [3, 4], firms: 3, least: 8 },
  { audience: 'pooled', sizes: [5], firms: 5, least: 1 },
] satisfies Promised[])('nobody can be singled out of a study that is $audience, whatever its shape', (promise) => {
  let [released, studies] = [0, 0]
  fc.assert(
    fc.property(shape(promise), (study) => {
      const { sums, personOf } = releaseEverything(study)
      studies += 1
      released += sums.length
      expect(attack(sums, personOf, study.minimumGroupSize)).toBeUndefined()
    }),
    { numRuns: promise.audience === 'pooled' ? Math.ceil(RUNS / 3) : RUNS, seed: SEED },
  )
  expect(released / studies).toBeGreaterThan(promise.least)
})

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
